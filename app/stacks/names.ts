import { Configuration } from '../config/resolve';

/** The beginning of every stack's name: `claude-code` becomes `ClaudeCode`. */
export function stackNamePrefix(configuration: Configuration): string {
  return configuration.namePrefix.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
