/** The parts of an ARN, or of a pattern of ARNs. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN; undefined for any other text. Colons inside `${…}` separate nothing. */
export function parseArn(text: string): Arn | undefined {
  const [head, partition, service, region, account, ...rest] = text.split(/:(?![^{}]*\})/);
  return head === 'arn' && rest.length > 0
    ? { partition: partition!, service: service!, region: region!, account: account!, resource: rest.join(':') }
    : undefined;
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Services whose resource part begins with a name, not with a type. */
const WITHOUT_TYPE = new Set(['s3', 'sns', 'sqs']);

/**
 * Where a pattern of ARNs is open, in words: its account, its service, its type, or a name that does not begin with a
 * literal. Empty for a pattern that is open only in its region, or after the beginning of a name.
 */
export function openParts(pattern: string): string[] {
  if (pattern === '*') {
    return ['any resource'];
  }
  const arn = parseArn(pattern);
  if (arn === undefined) {
    return hasWildcard(pattern) || pattern.includes('${Fn::') ? ['no ARN that can be read here'] : [];
  }
  const [, type = '', name = arn.resource] = WITHOUT_TYPE.has(arn.service) ? [] : /^([^/:]*)[/:]+(.*)$/s.exec(arn.resource) ?? [];
  return [
    ...(hasWildcard(arn.partition) ? ['any partition'] : []),
    ...(hasWildcard(arn.service) ? ['any service'] : []),
    ...(hasWildcard(arn.account) ? ['any account'] : []),
    ...(hasWildcard(type) ? ['any type'] : []),
    ...(/^([*?]|\$\{Fn::)/.test(name) ? ['any name'] : []),
  ];
}

/** Whether a pattern names one account, and so cannot reach into others. */
export function staysInAccount(pattern: string, account: string): boolean {
  const arn = parseArn(pattern);
  return arn !== undefined && arn.account === account && !hasWildcard(arn.service) && !hasWildcard(arn.partition);
}

/** The number of an account, where an ARN or a principal names it by number. */
export function accountNumber(text: string): string | undefined {
  return /^(\d{12})$/.exec(parseArn(text)?.account ?? text)?.[1];
}
