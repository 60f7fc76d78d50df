import { ReviewedStack } from '../read/assembly';
import { alarmsOf, ReviewedAlarm } from './alarms';
import { fixedCosts, FixedCost } from './fixed-cost';
import { callersOf } from './invocation';
import { budgetsOf, ReviewedBudget } from './limits';
import { principalsOf, ReviewedPrincipal } from './principals';
import { profilesOf, ReviewedProfile } from './profiles';
import { Resolver } from '../read/resolver';

/** Everything that a report says of an app, found in its templates. */
export interface Review {
  readonly resolver: Resolver;
  readonly profiles: readonly ReviewedProfile[];
  readonly principals: readonly ReviewedPrincipal[];
  readonly callers: ReadonlyMap<ReviewedProfile, readonly ReviewedPrincipal[]>;
  readonly budgets: readonly ReviewedBudget[];
  readonly alarms: readonly ReviewedAlarm[];
  readonly fixedCosts: readonly FixedCost[];
}

export function review(stacks: readonly ReviewedStack[]): Review {
  const resolver = new Resolver(stacks);
  const profiles = profilesOf(resolver);
  const principals = principalsOf(resolver);
  return {
    resolver,
    profiles,
    principals,
    callers: callersOf(principals, profiles),
    budgets: budgetsOf(resolver),
    alarms: alarmsOf(resolver),
    fixedCosts: fixedCosts(resolver),
  };
}

/** Whether a stack is among those of a review: another stack's principals and profiles are not lost when it is not. */
export function isThere({ resolver }: Review, { name }: ReviewedStack): boolean {
  return resolver.stacks.some((stack) => stack.name === name);
}
