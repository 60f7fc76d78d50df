import { Baseline, breakages, currentBaseline, readBaseline } from '../support/baseline';

const baseline = readBaseline();
const current = currentBaseline(baseline.replacing);

/** Changes one resource of a copy of the baseline. */
function changed(change: (resources: Record<string, any>, ids: { of: (part: string) => string }) => void): Baseline {
  const copy = JSON.parse(JSON.stringify(baseline));
  const resources = copy.configurations.default['ClaudeCode-Team-payments'];
  change(resources, { of: (part) => Object.keys(resources).find((id) => id.startsWith(part))! });
  return copy;
}

test('an upgrade from the last release replaces nothing that anybody refers to (a release writes the baseline anew: npm run baseline)', () => {
  expect(breakages(baseline, current)).toEqual([]);
});

test('the baseline holds every kind of resource that must not be replaced', () => {
  const types = Object.values(baseline.configurations).flatMap(Object.values).flatMap(Object.values).map(({ type }: any) => type);

  expect(types).toEqual(expect.arrayContaining(['AWS::Bedrock::ApplicationInferenceProfile', 'AWS::IAM::Role', 'AWS::SNS::Topic', 'AWS::SSM::Parameter']));
});

describe('a change that breaks an upgrade is told in words', () => {
  test('another name of a profile', () => {
    const after = changed((resources, ids) => { resources[ids.of('TeamOpusProfile')].properties.InferenceProfileName = 'another'; });

    expect(breakages(baseline, after)).toEqual([expect.stringMatching(
      /^default: ClaudeCode-Team-payments\/TeamOpusProfile\w+ \(AWS::Bedrock::ApplicationInferenceProfile\) would be replaced, because InferenceProfileName was ".+" and is "another": its ARN stands in every developer's settings/,
    )]);
  });

  test('another source of a profile', () => {
    const after = changed((resources, ids) => { resources[ids.of('TeamOpusProfile')].properties.ModelSource = { CopyFrom: 'arn' }; });

    expect(breakages(baseline, after)).toEqual([expect.stringContaining('because ModelSource was')]);
  });

  test('another logical id of a role', () => {
    const after = changed((resources, ids) => {
      const id = ids.of('TeamDeveloperRole');
      resources.Renamed = resources[id];
      delete resources[id];
    });

    expect(breakages(baseline, after)).toEqual([expect.stringContaining('would be removed, because no resource has its logical id any more')]);
  });

  test('a description of a profile, which it did not have', () => {
    expect(baseline.replacing['AWS::Bedrock::ApplicationInferenceProfile']).toEqual(['Description', 'InferenceProfileName', 'ModelSource']);
    const after = changed((resources, ids) => { resources[ids.of('TeamOpusProfile')].properties.Description = 'new'; });

    expect(breakages(baseline, after)).toEqual([expect.stringContaining('because Description was absent and is "new"')]);
  });

  test('another path of a role', () => {
    const after = changed((resources, ids) => { resources[ids.of('TeamDeveloperRole')].properties.Path = '/other/'; });

    expect(breakages(baseline, after)).toEqual([expect.stringContaining('would be replaced, because Path was "/claude-code/" and is "/other/"')]);
  });

  test('a budget may be replaced, and a resource may be added', () => {
    const after = changed((resources, ids) => {
      delete resources[ids.of('TeamBudget')];
      resources.New = { type: 'AWS::IAM::Role', properties: {} };
    });

    expect(breakages(baseline, after)).toEqual([]);
  });
});
