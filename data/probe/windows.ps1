# SPDX-License-Identifier: MIT
# The questions put to a Windows device, read by PowerShell (5.1 or newer) from
# standard input; the lines before this one set $ROLLCALL_NONCE (hex),
# $ROLLCALL_SOFTWARE (names to look for, ';' between), $ROLLCALL_SUDO and
# $ROLLCALL_MEASURE (neither is used here). It writes nothing on the device and
# needs no administrator: what only one could read is named in needs_root. Each
# question stands alone, so that one that fails silences no other. Comment lines
# and indentation are not sent.

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'

$lines = New-Object System.Collections.ArrayList
$hidden = New-Object System.Collections.ArrayList

function Put($key, $value) {
	if ($null -eq $value) { return }
	$text = ([string]$value) -replace '[\r\n]+', ' '
	$text = $text.Trim()
	if ($text -ne '') { [void]$lines.Add("$key=$text") }
}
function PutDay($key, $when) {
	if ($when -is [DateTime] -and $when.Year -gt 1990) {
		Put $key $when.ToString('yyyy-MM-dd', [Globalization.CultureInfo]::InvariantCulture)
	}
}
function YesNo($value) { if ($value) { 'yes' } else { 'no' } }
function Ask($class, $namespace = 'root/cimv2', $filter = $null) {
	$how = @{ ClassName = $class; Namespace = $namespace; OperationTimeoutSec = 5 }
	if ($filter) { $how.Filter = $filter }
	Get-CimInstance @how
}
# Runs a question; if it cannot be answered, says so of the facts it names.
function Try-Ask($facts, [ScriptBlock]$question) {
	try { & $question } catch {
		if (-not $admin) { foreach ($fact in $facts) { [void]$hidden.Add($fact) } }
	}
}

$admin = $false
try {
	$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
	$admin = $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
} catch { }

Put 'os_id' 'windows'
Try-Ask @() {
	$current = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
	$build = $current.CurrentBuildNumber
	if ([int]$build -ge 10240) { $version = "10.0.$build" } else { $version = "$($current.CurrentVersion).$build" }
	Put 'os_version_id' $version
	Put 'kernel' "$version.$($current.UBR)"
	Put 'os_edition' $current.EditionID
}
Try-Ask @() {
	$os = Ask 'Win32_OperatingSystem'
	Put 'os_pretty' $os.Caption
	Put 'uptime_s' ([int64]((Get-Date) - $os.LastBootUpTime).TotalSeconds)
}
Put 'arch' $env:PROCESSOR_ARCHITECTURE
Put 'hostname' ([Net.Dns]::GetHostName())
Try-Ask @() {
	Put 'machine_id' (Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Cryptography').MachineGuid
}

Try-Ask @('serial', 'bios_date') {
	$bios = Ask 'Win32_BIOS'
	Put 'serial' $bios.SerialNumber
	PutDay 'bios_date' $bios.ReleaseDate
}
Try-Ask @('uuid') { Put 'uuid' (Ask 'Win32_ComputerSystemProduct').UUID }
Try-Ask @() {
	$computer = Ask 'Win32_ComputerSystem'
	Put 'manufacturer' $computer.Manufacturer
	Put 'model' $computer.Model
}
Try-Ask @() { Put 'chassis' @((Ask 'Win32_SystemEnclosure').ChassisTypes)[0] }
Try-Ask @() {
	$processors = @(Ask 'Win32_Processor')
	Put 'cpu_model' $processors[0].Name
	Put 'cpu_cores' ($processors | Measure-Object -Property NumberOfCores -Sum).Sum
}
Try-Ask @() {
	$sum = (Ask 'Win32_PhysicalMemory' | Measure-Object -Property Capacity -Sum).Sum
	if (-not $sum) { $sum = (Ask 'Win32_ComputerSystem').TotalPhysicalMemory }
	Put 'ram_kb' ([int64]($sum / 1024))
}

$drive = $env:SystemDrive
Try-Ask @() {
	$volume = Ask 'Win32_LogicalDisk' 'root/cimv2' "DeviceID='$drive'"
	Put 'volume_kb' ([int64]($volume.Size / 1024))
	Put 'disk_free_kb' ([int64]($volume.FreeSpace / 1024))
}
Try-Ask @('disk_total_kb', 'disk_rotational') {
	$number = (Get-Partition -DriveLetter $drive.Substring(0, 1)).DiskNumber
	$disk = Get-PhysicalDisk | Where-Object { $_.DeviceId -eq [string]$number } | Select-Object -First 1
	if ($disk) {
		Put 'disk_total_kb' ([int64]($disk.Size / 1024))
		if ([string]$disk.MediaType -eq 'HDD') { Put 'disk_rotational' 'yes' }
		if ([string]$disk.MediaType -eq 'SSD') { Put 'disk_rotational' 'no' }
	}
}
# The shell tells everybody: 1, 3 and 5 are on, 2 is off.
Try-Ask @('disk_encrypted') {
	if ($admin -and (Get-Command Get-BitLockerVolume -ErrorAction SilentlyContinue)) {
		$state = [string](Get-BitLockerVolume -MountPoint $drive).ProtectionStatus
		Put 'disk_encrypted' (YesNo ($state -eq 'On'))
	} else {
		$state = (New-Object -ComObject Shell.Application).NameSpace($drive).Self.ExtendedProperty('System.Volume.BitLockerProtection')
		if ($state -in 1, 3, 5) { Put 'disk_encrypted' 'yes' }
		elseif ($state -eq 2) { Put 'disk_encrypted' 'no' }
		else { throw 'not told' }
	}
}

# On means: in every profile. Policy goes before the local setting.
Try-Ask @('firewall') {
	$off = 0
	foreach ($name in 'DomainProfile', 'StandardProfile', 'PublicProfile') {
		$state = $null
		foreach ($root in 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall', 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy') {
			if ($null -ne $state) { continue }
			$state = (Get-ItemProperty "$root\$name" -ErrorAction SilentlyContinue).EnableFirewall
		}
		if ($state -ne 1) { $off++ }
	}
	$on = $off -eq 0 -and (Get-Service mpssvc).Status -eq 'Running'
	if (-not $on) {
		# One of another maker has switched that of Windows off.
		try { $on = @(Ask 'FirewallProduct' 'root/SecurityCenter2' | Where-Object { $_.productState -band 0x1000 }).Count -gt 0 } catch { }
	}
	Put 'firewall' (YesNo $on)
}

$defender = $null
try { $defender = Get-MpComputerStatus } catch { }
# Of several products the one that runs; 0x1000 in its state says so. Servers
# have no such list: there it is Defender or nothing that we know of.
$product = $null
try {
	$product = Ask 'AntiVirusProduct' 'root/SecurityCenter2' |
		Sort-Object { if ($_.productState -band 0x1000) { 0 } else { 1 } } | Select-Object -First 1
} catch { }
if ($product) {
	Put 'antivirus' $product.displayName
	Put 'antivirus_running' (YesNo ($product.productState -band 0x1000))
	if ($product.displayName -match 'Defender') {
		if ($defender) { PutDay 'antivirus_date' $defender.AntivirusSignatureLastUpdated }
	} elseif (-not ($product.productState -band 0x10)) {
		$when = [DateTime]::MinValue
		if ([DateTime]::TryParse($product.timestamp, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]::None, [ref]$when)) {
			PutDay 'antivirus_date' $when
		}
	}
} elseif ($defender -and $defender.AMServiceEnabled) {
	Put 'antivirus' 'Microsoft Defender'
	Put 'antivirus_running' (YesNo $defender.AntivirusEnabled)
	PutDay 'antivirus_date' $defender.AntivirusSignatureLastUpdated
} else {
	Put 'antivirus' 'none'
	Put 'antivirus_running' 'no'
}
if ($defender) {
	PutDay 'scan_date' (@($defender.QuickScanEndTime, $defender.FullScanEndTime) | Sort-Object -Descending | Select-Object -First 1)
}

# What the machine itself found last; nobody is asked over the network. On a slow
# disk that may take longer than we are waited for: then it stays unknown.
$stuck = New-Object System.Collections.ArrayList
Try-Ask @('updates_pending_security') {
	$aside = [PowerShell]::Create().AddScript({
		$searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher()
		$searcher.Online = $false
		$pending = 0
		foreach ($update in $searcher.Search('IsInstalled=0 and IsHidden=0').Updates) {
			foreach ($category in $update.Categories) {
				if ($category.CategoryID -eq '0fa1201d-4330-4fa8-8ae9-b877473b6441') { $pending++; break }
			}
		}
		$pending
	})
	$work = $aside.BeginInvoke()
	if ($work.AsyncWaitHandle.WaitOne(8000)) {
		Put 'updates_pending_security' (@($aside.EndInvoke($work))[0])
	} else {
		[void]$stuck.Add($aside)
		Put 'updates_pending_security' 'unknown'
	}
}
Try-Ask @() {
	PutDay 'updates_last' (Get-HotFix | Where-Object { $_.InstalledOn } | Sort-Object InstalledOn | Select-Object -Last 1).InstalledOn
}

# Of the names wished for those that are installed, as whole words.
Try-Ask @() {
	if ($ROLLCALL_SOFTWARE) {
		$roots = 'HKLM:\SOFTWARE', 'HKLM:\SOFTWARE\WOW6432Node', 'HKCU:\SOFTWARE'
		$list = foreach ($root in $roots) {
			Get-ItemProperty "$root\Microsoft\Windows\CurrentVersion\Uninstall\*" -ErrorAction SilentlyContinue | ForEach-Object { $_.DisplayName }
		}
		$list = ($list | Where-Object { $_ } | ForEach-Object { ' ' + (($_.ToLowerInvariant() -replace '[^a-z0-9]+', ' ').Trim()) + ' ' }) -join '|'
		Put 'software_list' 'yes'
		foreach ($name in $ROLLCALL_SOFTWARE.Split(';')) {
			if ($list.Contains(" $name ")) { Put 'software' $name }
		}
	}
}

Try-Ask @('secure_boot') {
	$state = (Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\SecureBoot\State' -ErrorAction SilentlyContinue).UEFISecureBootEnabled
	Put 'secure_boot' (YesNo ($state -eq 1))
}
Try-Ask @('tpm') {
	$chips = @(Get-PnpDevice -Class SecurityDevices -Status OK -ErrorAction SilentlyContinue | Where-Object { $_.Service -eq 'TPM' -or $_.FriendlyName -match 'Trusted Platform Module' })
	Put 'tpm' (YesNo ($chips.Count -gt 0))
}
Try-Ask @() {
	foreach ($adapter in Get-NetAdapter -Physical) { Put 'mac' $adapter.MacAddress }
}
Put 'needs_root' (($hidden | Select-Object -Unique) -join ',')
Put 'clock' ([int64][Math]::Floor(([DateTime]::UtcNow - [DateTime]'1970-01-01').TotalSeconds))

$out = New-Object IO.StreamWriter([Console]::OpenStandardOutput(), (New-Object Text.UTF8Encoding($false)))
$out.NewLine = "`n"
$out.WriteLine("--rollcall $ROLLCALL_NONCE begin 1")
foreach ($line in $lines) { $out.WriteLine($line) }
$out.WriteLine("--rollcall $ROLLCALL_NONCE end $($lines.Count)")
$out.Flush()
if ($stuck.Count -gt 0) { [Environment]::Exit(0) }
