/** The longest ARN of an application inference profile: `arn:aws-us-gov:bedrock:us-gov-west-1:…` and twelve characters of id. */
const LONGEST_ARN = 100;

/** The longest pseudo parameter, a region or a partition. */
const LONGEST_PSEUDO_PARAMETER = 16;

/**
 * How long a text will be once CloudFormation has put in what is only known at deployment: an upper estimate.
 *
 * @param resolved a text, or the intrinsic functions that it resolves to
 */
export function deployedLength(resolved: unknown): number {
  if (typeof resolved === 'string') {
    return resolved.length;
  }
  const [name, argument] = Object.entries(resolved as Record<string, unknown>)[0] ?? [];
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.reduce<number>((sum, part) => sum + deployedLength(part), separator.length * Math.max(parts.length - 1, 0));
  }
  return name === 'Ref' && String(argument).startsWith('AWS::') ? LONGEST_PSEUDO_PARAMETER : LONGEST_ARN;
}
