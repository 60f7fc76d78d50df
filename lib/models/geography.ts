/**
 * The prefix of a system inference profile: where a call may be served.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html
 */
export class Geography {
  /** United States, for source regions in the United States and Canada. */
  public static readonly US = new Geography('us');

  /** Europe. */
  public static readonly EU = new Geography('eu');

  /** Japan. */
  public static readonly JP = new Geography('jp');

  /** Australia. */
  public static readonly AU = new Geography('au');

  /** India. */
  public static readonly IN = new Geography('in');

  /** Asia Pacific; no model newer than Claude Sonnet 4 is offered in it. */
  public static readonly APAC = new Geography('apac');

  /** AWS GovCloud (US), where CloudFormation has no application inference profiles as of this catalogue: a `SystemInferenceProfile` only. */
  public static readonly US_GOV = new Geography('us-gov');

  /** Any commercial region. */
  public static readonly GLOBAL = new Geography('global');

  /** The geographies that have a constant above. */
  public static all(): Geography[] {
    return [
      Geography.US, Geography.EU, Geography.JP, Geography.AU, Geography.IN, Geography.APAC, Geography.US_GOV, Geography.GLOBAL,
    ];
  }

  /**
   * A geography by its prefix, for one that is newer than this library.
   *
   * @param prefix lower-case letters and hyphens, as in `us` or `us-gov`
   * @throws when the prefix has another shape
   */
  public static of(prefix: string): Geography {
    if (!/^[a-z]+(-[a-z]+)*$/.test(prefix)) {
      throw new Error(`A geography is lower-case letters with single hyphens between, like 'us' or 'us-gov'; received '${prefix}'.`);
    }
    return Geography.all().find((known) => known.prefix === prefix) ?? new Geography(prefix);
  }

  private constructor(
    /** The prefix of the profile ids, without the dot. */
    public readonly prefix: string,
  ) {}

  /** The prefix. */
  public toString(): string {
    return this.prefix;
  }
}
