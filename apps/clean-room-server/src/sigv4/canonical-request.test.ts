import { canonicalRequest } from './canonical-request';
import { readSignature } from './verify-signature';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const CREDENTIAL = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
const account = { id: '111111111111', accessKey: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

/** Vectors of AWS's Signature Version 4 test suite (aws-sig-v4-test-suite, 2015-08-30). */
it.each([
  ['get-vanilla', 'GET', '/', [], '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['post-vanilla', 'POST', '/', [], '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  ['get-vanilla-query-order-key-case', 'GET', '/?Param2=value2&Param1=value1', [], 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500'],
  ['get-header-key-duplicate', 'GET', '/', ['value2', 'value2', 'value1'], 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea'],
] as const)('%s', (_name, method, url, values, signature) => {
  const signedHeaders = values.length > 0 ? 'host;my-header1;x-amz-date' : 'host;x-amz-date';
  const headers = [
    ['host', 'example.amazonaws.com'],
    ...values.map((value) => ['my-header1', value] as const),
    ['x-amz-date', '20150830T123600Z'],
    ['authorization', `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=${signedHeaders}, Signature=${signature}`],
  ] as const;
  const pending = readSignature({ method, url, headers }, new Map([[account.accessKey, account]]), Date.UTC(2015, 7, 30, 12, 50));
  expect(pending.verify(EMPTY)).toEqual({ account: account.id, region: 'us-east-1', service: 'service' });
  expect(() => pending.verify(EMPTY.replace('e', 'f'))).toThrow('does not match');
});

it('encodes a path once more and takes its dots out, save for S3', () => {
  expect(pathAndQuery('/tags/arn%3Aaws%2Fx/?b=2&a=%20&a=+&a', 'twice')).toEqual(['/tags/arn%253Aaws%252Fx/', 'a=&a=%20&a=%2B&b=2']);
  expect(pathAndQuery('//a/./b/../c', 'twice')).toEqual(['/a/c', '']);
  expect(pathAndQuery('//a/./b%2F', 'once')).toEqual(['//a/./b%2F', '']);
});

function pathAndQuery(url: string, style: 'once' | 'twice'): string[] {
  return canonicalRequest({ method: 'GET', url, headers: [] }, [], '', style).split('\n').slice(1, 3);
}
