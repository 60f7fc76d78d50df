/**
 * Limits of a request, in tokens.
 */
export interface TokenOptions {
  /**
   * The most tokens that a request may produce (`CLAUDE_CODE_MAX_OUTPUT_TOKENS`). They are reserved from the quota when the
   * request starts.
   *
   * @default - the client's own
   */
  readonly maxOutput?: number;

  /**
   * The thinking budget (`MAX_THINKING_TOKENS`), at least 1024 and below `maxOutput`. Models that think adaptively ignore it.
   *
   * @default - the client's own
   */
  readonly thinking?: number;
}
