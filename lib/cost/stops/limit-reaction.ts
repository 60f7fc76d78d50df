/**
 * What happens at a limit, besides an alert.
 */
export enum LimitReaction {
  /** Nothing: people are told. */
  NOTIFY = 'notify',

  /** A policy that refuses every call is attached. */
  STOP = 'stop',
}
