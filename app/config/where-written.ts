import { Problem as RuleProblem } from '../../lib/rules';
import { valueAt } from './issues';
import { Path, Problem } from './problem';
import { Understood } from './understand';

/** The sections that a team takes from the file, key by key, where it has none of its own. */
const INHERITED = ['models', 'defaultTier', 'tokens', 'promptCaching', 'settings', 'alarms'];

/**
 * The problems of a team at the lines where they were written: its own, or those of the file that it inherits, then with the
 * team's name. What follows from something that was refused already is left out.
 */
export function whereWritten(team: string, problems: readonly RuleProblem[], understood: Understood): (Problem & { readonly team?: string })[] {
  return problems.flatMap((found) => {
    const own: Path = ['teams', team, ...found.property];
    if (follows(found, team, understood.dropped)) {
      return [];
    }
    const inherited = INHERITED.includes(String(found.property[0])) ? found.property : [];
    const written = depth(understood.file, inherited) > depth(understood.file, own) - 2;
    return written
      ? [{ path: understood.original(inherited), message: found.message, team }]
      : [{ path: understood.original(own), message: found.message }];
  });
}

/** How many keys of a path are there. */
function depth(file: unknown, path: Path): number {
  return path.findIndex((_, index) => valueAt(file, path.slice(0, index + 1)) === undefined) >= 0
    ? path.findIndex((_, index) => valueAt(file, path.slice(0, index + 1)) === undefined) : path.length;
}

/** Whether a problem is there only because something else was refused. */
function follows({ property, lacking }: RuleProblem, team: string, dropped: readonly Path[]): boolean {
  const places: Path[] = [['teams', team, ...property], ...(INHERITED.includes(String(property[0])) ? [property] : [])];
  return dropped.some((gone) => places.some((place) => overlap(gone, place))
    || (lacking !== undefined && gone.includes(lacking) && (gone[0] !== 'teams' || gone[1] === team)));
}

/** Whether one path leads to, or through, the other. */
function overlap(a: Path, b: Path): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 0 && short.every((part, index) => String(part) === String(long[index]));
}
