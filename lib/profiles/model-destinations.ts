/**
 * How a policy names the regions of the foundation models that a call may be served from.
 *
 * Either way the statement carries the condition `bedrock:InferenceProfileArn`, so that the models can be
 * reached through the named profiles and in no other way.
 */
export enum ModelDestinations {
  /**
   * Every region (`*`). The profile alone decides where a call goes, and a destination that AWS adds to it breaks nobody.
   */
  ANY = 'any',

  /**
   * The destinations that the catalogue lists for the source region. For a global profile: the model in the source
   * region and the region-less model. A destination that AWS adds later is refused until the catalogue knows it.
   */
  PINNED = 'pinned',
}
