import { functionName, LambdaApp, type LambdaHome, lambdaLayer, type PolicyStatement } from '@parley/constructs';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import type { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { EDGE_SIZES, OPERATOR_SIZES, type OwnerApp, type OwnerCode, STEP_SIZES } from './function-sizes';

export interface OwnerFunctionProps {
  description: string;
  environment: Readonly<Record<string, string>>;
  statements: readonly PolicyStatement[];
  /** Sids of statements that name every resource, each with the reason. */
  everyResource?: Readonly<Record<string, string>>;
}

const SIZES = { ...STEP_SIZES, ...EDGE_SIZES, ...OPERATOR_SIZES };

/** Makes the owner's functions of one stack from their code. All but those that the world calls read Parquet, so they have DuckDB's layer, made once. */
export class OwnerFunctions {
  readonly #home: LambdaHome;
  readonly #code: OwnerCode;
  #layer?: LambdaLayerVersion;

  constructor(home: LambdaHome, code: OwnerCode) {
    this.#home = home;
    this.#code = code;
  }

  make(app: OwnerApp, props: OwnerFunctionProps): LambdaFunction {
    const made = new LambdaApp(this.#home, app, { ...props, ...SIZES[app], name: functionName(this.#home.party, app), code: this.#code.apps[app], ...(app in EDGE_SIZES ? {} : { layer: this.#duckDb() }) });
    return made.function;
  }

  #duckDb(): LambdaLayerVersion {
    this.#layer ??= lambdaLayer(this.#home, 'duckdb', `${this.#home.name}-duckdb`, this.#code.duckDb);
    return this.#layer;
  }
}
