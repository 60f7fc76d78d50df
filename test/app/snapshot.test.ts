import { withoutHashes } from '../support/snapshot';
import { DEFAULT_FILE, fixture, synthesizeFile, templatesOf } from '../support/synthesis';

/** Whole templates. Read a change here as the security reviewer who signs it. */
describe.each([
  ['default', DEFAULT_FILE],
  ['eu-three-teams', fixture('eu-three-teams.yaml')],
])('%s', (_, file) => {
  const templates = templatesOf(synthesizeFile(file));

  test.each(Object.keys(templates).sort())('%s', (stack) => {
    expect(withoutHashes(templates[stack]!)).toMatchSnapshot();
  });
});
