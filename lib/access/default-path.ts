/** The IAM path of every role, user and policy that is given no other: a service control policy guards what is under it. */
export const DEFAULT_PATH = '/claude-code/';
