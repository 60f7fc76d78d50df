import { mapping, whole } from './parts';

/** Limits of a request, in tokens. */
export const tokensSchema = mapping({
  maxOutput: whole('a whole number of tokens above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The most tokens that a request may produce.'),
  thinking: whole('a whole number of at least 1024 tokens', 1024, Number.MAX_SAFE_INTEGER).optional()
    .describe('The thinking budget; models that think adaptively ignore it.'),
});
