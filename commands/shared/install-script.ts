/** Where Claude Code reads the managed file; see https://code.claude.com/docs/en/settings#settings-files. */
export const MANAGED_DIRECTORY = {
  macos: '/Library/Application Support/ClaudeCode',
  linux: '/etc/claude-code',
  windows: 'C:\\Program Files\\ClaudeCode',
} as const;

export type OperatingSystem = keyof typeof MANAGED_DIRECTORY;

/** A script that holds the settings and puts them where Claude Code of an operating system reads them. */
export function installScript(system: OperatingSystem, team: string, settings: string): string {
  return system === 'windows' ? powershellScript(team, settings) : shellScript(system, team, settings);
}

const END = 'END_OF_MANAGED_SETTINGS';

function shellScript(system: 'macos' | 'linux', team: string, settings: string): string {
  const again = 'sudo sh';
  return `#!/bin/sh
# Puts the settings of Claude Code for team ${team} where the client reads them on ${system === 'macos' ? 'macOS' : 'Linux and WSL'}.
# Usage: ${again} $0 [--dry-run]      --dry-run shows what would change and changes nothing.
set -eu

directory="\${CLAUDE_CODE_MANAGED_DIRECTORY:-${MANAGED_DIRECTORY[system]}}"
target="$directory/managed-settings.json"
dry_run=no
case "\${1:-}" in
  '') ;;
  --dry-run) dry_run=yes ;;
  *) echo "unknown option $1; usage: ${again} $0 [--dry-run]" >&2; exit 2 ;;
esac

new="$(mktemp)"
trap 'rm -f "$new"' EXIT
cat > "$new" <<'${END}'
${settings}${END}

if [ -f "$target" ] && cmp -s "$new" "$target"; then
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
if [ "$dry_run" = yes ]; then
  echo "Dry run: nothing was changed."
  exit 0
fi

if ! mkdir -p "$directory" 2>/dev/null || ! [ -w "$directory" ]; then
  echo "$directory cannot be written. What to do: run it again as an administrator, '${again} $0'." >&2
  exit 1
fi
if [ -f "$target" ]; then
  cp -p "$target" "$target.previous"
  echo "The file before is kept as $target.previous."
fi
# Beside the target first: a reader sees the old file or the new one, never half of it.
cp "$new" "$target.new"
chmod 0644 "$target.new"
mv "$target.new" "$target"
echo "$target is written. Start claude again and look at /status."
`;
}

function powershellScript(team: string, settings: string): string {
  return `# Puts the settings of Claude Code for team ${team} where the client reads them on Windows.
# Usage, as administrator: powershell -ExecutionPolicy Bypass -File install.ps1 [-DryRun]
param([switch]$DryRun, [string]$Directory = "$env:ProgramFiles\\ClaudeCode")
$ErrorActionPreference = 'Stop'

$target = Join-Path $Directory 'managed-settings.json'
$new = (@'
${settings.trimEnd()}
'@ -replace "\`r\`n", "\`n") + "\`n"

$exists = Test-Path -LiteralPath $target
$old = if ($exists) { [System.IO.File]::ReadAllText($target) } else { '' }
if ($old -ceq $new) {
  Write-Output "$target is up to date; nothing to do."
  exit 0
}
if ($exists) {
  Write-Output "$target would change:"
  Compare-Object ($old -split "\`n") ($new -split "\`n") | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
} else {
  Write-Output "$target does not exist and would hold:"
  Write-Output $new
}
if ($DryRun) {
  Write-Output 'Dry run: nothing was changed.'
  exit 0
}

try {
  New-Item -ItemType Directory -Force -Path $Directory | Out-Null
  if ($exists) {
    Copy-Item -LiteralPath $target -Destination "$target.previous" -Force
    Write-Output "The file before is kept as $target.previous."
  }
  # Without a byte order mark; beside the target first, so that nobody reads half a file.
  [System.IO.File]::WriteAllText("$target.new", $new, (New-Object System.Text.UTF8Encoding $false))
  Move-Item -LiteralPath "$target.new" -Destination $target -Force
} catch {
  [Console]::Error.WriteLine("$target could not be written: $($_.Exception.Message) What to do: run it again as administrator.")
  exit 1
}
Write-Output "$target is written. Start claude again and look at /status."
`;
}
