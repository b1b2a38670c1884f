import { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { AssetType, Fn, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';

/** A layer for functions on arm64, such as DuckDB's, from a zip. */
export function lambdaLayer(scope: Construct, id: string, layerName: string, path: string): LambdaLayerVersion {
  const zip = new TerraformAsset(scope, `${id}-code`, { path, type: AssetType.FILE });
  return new LambdaLayerVersion(scope, id, {
    layerName,
    filename: zip.path,
    sourceCodeHash: Fn.filebase64sha256(zip.path),
    compatibleArchitectures: ['arm64'],
    compatibleRuntimes: ['nodejs22.x'],
  });
}
