import { Located, Resolver } from '../read/resolver';

/** One value of a settings file. */
export interface SettingsEntry {
  /** From the top of the file, as in `['env', 'AWS_REGION']`; elements of lists by their index. */
  readonly path: readonly string[];
  /** A text as it is, anything else as JSON. */
  readonly text: string;
  /** As JSON, to compare by. */
  readonly json: string;
}

/** A parameter that holds what the machines of developers get. */
export interface MachineFile extends Located {
  /** Of the parameter, as in `/claude-code/payments/managed-settings.json`. */
  readonly name: string;
  readonly text: string;
  /** By path; undefined where the value is no JSON object that can be read here. */
  readonly entries?: ReadonlyMap<string, SettingsEntry>;
}

/** Every parameter: whatever is not known to be something else may reach a machine. */
export function machineFilesOf(resolver: Resolver): MachineFile[] {
  return resolver.resources('AWS::SSM::Parameter').map((located) => {
    const text = resolver.text(located.stack, located.properties.Value);
    const content = parse(text);
    return {
      ...located,
      name: resolver.text(located.stack, located.properties.Name ?? `${located.stack.name}/${located.logicalId}`),
      text,
      entries: content === undefined ? undefined : new Map(flatten([], content).map((entry) => [JSON.stringify(entry.path), entry])),
    };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function parse(text: string): object | undefined {
  try {
    const content = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function flatten(path: readonly string[], value: unknown): SettingsEntry[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return inner.length > 0
    ? inner.flatMap(([key, item]) => flatten([...path, key], item))
    : [{ path, json: JSON.stringify(value), text: typeof value === 'string' ? value : JSON.stringify(value) }];
}
