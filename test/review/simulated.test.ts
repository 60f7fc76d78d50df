import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/model/review';
import { deployFile } from '../support/deployment';
import { isAllowed } from '../support/simulation';
import { DEFAULT_FILE, fixture, synthesizeFile } from '../support/synthesis';

/** Who may call which model, as the report says it and as an independent IAM simulator does. */
test.each<[string, string]>([
  ['claude-code.yaml', DEFAULT_FILE],
  ...['access-us', 'access-tagged', 'global', 'cost'].map((name) => [name, fixture(`${name}.yaml`)] as [string, string]),
])('%s', async (_, file) => {
  const { deployment, principals, profiles } = deployFile(file);
  const subject = review(readAssembly(synthesizeFile(file).directory));
  const wrong: string[] = [];
  let asked = 0;
  for (const profile of subject.profiles) {
    const deployed = profiles.find(({ arn }) => arn === deployment.profileArn(profile.stack.name, profile.logicalId))!;
    const context = { 'aws:RequestedRegion': deployment.region, ...Object.fromEntries(Object.entries(profile.tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value])) };
    const model = `arn:aws:bedrock:${deployment.region}::foundation-model/${deployed.foundationModelId}`;
    for (const principal of principals) {
      const tags = Object.fromEntries(Object.entries(principal.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
      const allowed = await isAllowed(principal, { action: 'bedrock:InvokeModel', resource: deployed.arn, context: { ...context, ...tags } })
        && await isAllowed(principal, { action: 'bedrock:InvokeModel', resource: model, context: { 'aws:RequestedRegion': deployment.region, 'bedrock:InferenceProfileArn': deployed.arn, ...tags } });
      const reported = subject.callers.get(profile)!.some(({ stack, logicalId }) => stack.name === principal.stack && logicalId === principal.logicalId);
      asked += 1;
      if (allowed !== reported) {
        wrong.push(`${principal.stack}/${principal.logicalId} on ${profile.name}: the simulator says ${allowed}, the report ${reported}`);
      }
    }
  }

  expect(wrong).toEqual([]);
  expect(asked).toBe(subject.profiles.length * principals.length);
  expect(asked).toBeGreaterThan(3);
});
