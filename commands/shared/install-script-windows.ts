import { DROP_IN_DIRECTORY, DROP_IN_PREFIX, dropInName } from './managed-files';

/** The install script for Windows; it does what the one for other systems does, in the same words. */
export function powershellScript(team: string, settings: string): string {
  return `# Puts the settings of Claude Code for team ${team} where the client reads them on Windows, into a file of their own.
# Files that others keep there are not touched; the client merges them all.
# Usage, as administrator: powershell -ExecutionPolicy Bypass -File install.ps1 [-DryRun] [-Switch | -Uninstall]
param([switch]$DryRun, [switch]$Switch, [switch]$Uninstall, [switch]$Help, [string]$Directory = "$env:ProgramFiles\\ClaudeCode")
$ErrorActionPreference = 'Stop'

if ($Help) {
  Write-Output @'
Puts the settings of Claude Code for team ${team} where the client reads them, into a file of their own.
Usage, as administrator: powershell -ExecutionPolicy Bypass -File install.ps1 [-DryRun] [-Switch | -Uninstall]
  -DryRun     show what would change, and change nothing
  -Switch     remove the settings of other teams of this project: a machine works for one team at a time
  -Uninstall  remove the settings of team ${team}
Exit codes: 0 done, 1 it could not be done.
'@
  exit 0
}

$folder = Join-Path $Directory '${DROP_IN_DIRECTORY}'
$target = Join-Path $folder '${dropInName(team)}'
$new = (@'
${settings.trimEnd()}
'@ -replace "\`r\`n", "\`n") + "\`n"
${BODY}`;
}

const BODY = `
function Exit-NotWritten($message) {
  [Console]::Error.WriteLine("$folder cannot be written: $message What to do: run it again as administrator.")
  exit 1
}

function Exit-DryRun {
  if ($DryRun) {
    Write-Output 'Dry run: nothing was changed.'
    exit 0
  }
}

if ($Uninstall) {
  if (-not (Test-Path -LiteralPath $target)) {
    Write-Output "$target does not exist; nothing to do."
    exit 0
  }
  Write-Output "$target would be removed."
  Exit-DryRun
  try { Remove-Item -LiteralPath $target -Force } catch { Exit-NotWritten $_.Exception.Message }
  Write-Output "$target is removed. Start claude again and look at /status."
  exit 0
}

$others = @()
if (Test-Path -LiteralPath $folder) {
  $others = @(Get-ChildItem -LiteralPath $folder -Filter '${DROP_IN_PREFIX}*.json' | Where-Object { $_.FullName -ne $target })
}
foreach ($other in $others) {
  if ($Switch) {
    Write-Output "$($other.FullName), settings of another team, would be removed."
  } else {
    [Console]::Error.WriteLine("$($other.FullName) holds the settings of another team, and the client would merge both.")
  }
}
if ($others.Count -gt 0 -and -not $Switch) {
  [Console]::Error.WriteLine('What to do: run it again with -Switch, which removes them.')
  exit 1
}

$exists = Test-Path -LiteralPath $target
$old = if ($exists) { [System.IO.File]::ReadAllText($target) } else { '' }
if ($others.Count -eq 0 -and $old -ceq $new) {
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
$base = Join-Path $Directory 'managed-settings.json'
if (Test-Path -LiteralPath $base) {
  Write-Output "$base stays as it is; the client merges both."
  if ([System.IO.File]::ReadAllText($base).Contains('application-inference-profile/')) {
    Write-Output 'It names inference profiles too: if an earlier script of this project wrote it, remove it, or its models stay allowed.'
  }
}
Exit-DryRun

try {
  New-Item -ItemType Directory -Force -Path $folder | Out-Null
  # Without a byte order mark; beside the target first, under a name that is not read, so that nobody reads half a file.
  [System.IO.File]::WriteAllText("$target.new", $new, (New-Object System.Text.UTF8Encoding $false))
  Move-Item -LiteralPath "$target.new" -Destination $target -Force
  foreach ($other in $others) { Remove-Item -LiteralPath $other.FullName -Force }
} catch {
  Exit-NotWritten $_.Exception.Message
}
Write-Output "$target is written. Start claude again and look at /status."
`;
