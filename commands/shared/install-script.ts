import { DROP_IN_DIRECTORY, DROP_IN_PREFIX, dropInName, MANAGED_DIRECTORY, OperatingSystem } from './managed-files';
import { powershellScript } from './install-script-windows';

/**
 * A script that holds the settings and puts them where Claude Code of an operating system reads them, into a file of the
 * team's own: what an organization manages on the machine stays as it is, and the client merges both.
 *
 * @param settings JSON
 */
export function installScript(system: OperatingSystem, team: string, settings: string): string {
  return system === 'windows' ? powershellScript(team, settings) : shellScript(system, team, settings);
}

const END = 'END_OF_MANAGED_SETTINGS';

function shellScript(system: 'macos' | 'linux', team: string, settings: string): string {
  return `${head(system, team)}
new="$(mktemp)"
trap 'rm -f "$new"' EXIT
cat > "$new" <<'${END}'
${settings}${END}
${INSTALL}`;
}

function head(system: 'macos' | 'linux', team: string): string {
  return `#!/bin/sh
# Puts the settings of Claude Code for team ${team} where the client reads them on ${system === 'macos' ? 'macOS' : 'Linux and WSL'}.
set -eu

usage() {
  cat <<'END_OF_USAGE'
Puts the settings of Claude Code for team ${team} where the client reads them, into a file of their own.
Files that others keep there are not touched; the client merges them all.

Usage: sudo sh install.sh [--dry-run] [--switch | --uninstall]
  --dry-run    show what would change, and change nothing
  --switch     remove the settings of other teams of this project: a machine works for one team at a time
  --uninstall  remove the settings of team ${team}
  --help       print this

Exit codes: 0 done, 1 it could not be done, 2 an option is mistaken.
END_OF_USAGE
}

directory="\${CLAUDE_CODE_MANAGED_DIRECTORY:-${MANAGED_DIRECTORY[system]}}"
folder="$directory/${DROP_IN_DIRECTORY}"
target="$folder/${dropInName(team)}"
dry_run=no
switch=no
uninstall=no
for option in "$@"; do
  case "$option" in
    --dry-run) dry_run=yes ;;
    --switch) switch=yes ;;
    --uninstall) uninstall=yes ;;
    --help | -h) usage; exit 0 ;;
    *) echo "unknown option $option; --help shows every option" >&2; exit 2 ;;
  esac
done
${UNINSTALL}`;
}

const UNINSTALL = `
cannot_write() {
  echo "$folder cannot be written. What to do: run it again as an administrator, 'sudo sh $0'." >&2
  exit 1
}

end_dry_run() {
  if [ "$dry_run" = yes ]; then
    echo "Dry run: nothing was changed."
    exit 0
  fi
}

if [ "$uninstall" = yes ]; then
  if [ ! -e "$target" ]; then
    echo "$target does not exist; nothing to do."
    exit 0
  fi
  echo "$target would be removed."
  end_dry_run
  rm -f "$target" 2>/dev/null || cannot_write
  rmdir "$folder" 2>/dev/null || true
  echo "$target is removed. Start claude again and look at /status."
  exit 0
fi
`;

const INSTALL = `
others=no
for other in "$folder/${DROP_IN_PREFIX}"*.json; do
  if [ -e "$other" ] && [ "$other" != "$target" ]; then
    others=yes
    if [ "$switch" = yes ]; then
      echo "$other, settings of another team, would be removed."
    else
      echo "$other holds the settings of another team, and the client would merge both." >&2
    fi
  fi
done
if [ "$others" = yes ] && [ "$switch" = no ]; then
  echo "What to do: run it again with --switch, which removes them." >&2
  exit 1
fi

if [ "$others" = no ] && [ -f "$target" ] && cmp -s "$new" "$target"; then
  echo "$target is up to date; nothing to do."
  exit 0
fi
if [ -f "$target" ]; then
  echo "$target would change (- now, + then):"
  diff -u "$target" "$new" | sed 1,2d || true
else
  echo "$target does not exist and would hold:"
  cat "$new"
fi
if [ -f "$directory/managed-settings.json" ]; then
  echo "$directory/managed-settings.json stays as it is; the client merges both."
  if grep -q 'application-inference-profile/' "$directory/managed-settings.json"; then
    echo "It names inference profiles too: if an earlier script of this project wrote it, remove it, or its models stay allowed."
  fi
fi
end_dry_run

(umask 022 && mkdir -p "$folder") 2>/dev/null || cannot_write
[ -w "$folder" ] || cannot_write
# Beside the target first, under a name that is not read: a reader sees the old file or the new one, never half of it.
cp "$new" "$target.new"
chmod 0644 "$target.new"
mv -f "$target.new" "$target"
if [ "$switch" = yes ]; then
  for other in "$folder/${DROP_IN_PREFIX}"*.json; do
    [ "$other" = "$target" ] || rm -f "$other"
  done
fi
echo "$target is written. Start claude again and look at /status."
`;
