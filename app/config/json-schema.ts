import { z } from 'zod';
import { configurationSchema } from './schema/configuration';

/**
 * The JSON Schema of `claude-code.yaml`, from the same source as the checks, so that editors complete and check the file.
 */
export function jsonSchema(): object {
  const schema = z.toJSONSchema(configurationSchema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return { ...schema, title: 'The configuration of cdk-claude-code-bedrock' };
}
