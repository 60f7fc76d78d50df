import * as bedrock from 'aws-cdk-lib/aws-bedrock';

test('aws-cdk-lib has no inference profile construct of its own yet; on the day it has, this project should build on it', () => {
  const constructs = Object.keys(bedrock).filter((name) => name.includes('InferenceProfile') && !name.startsWith('Cfn'));

  expect(Object.keys(bedrock)).toContain('CfnApplicationInferenceProfile');
  expect(constructs).toEqual([]);
});
