using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Boot;

/// <summary>The boot device as a BMC has it.</summary>
/// <param name="Valid">The firmware obeys it at the next start. A BMC clears this after the start, or after 60 s without one.</param>
/// <param name="Instance">Which of several devices of the kind; 0 for none in particular.</param>
public sealed record BootFlagsView(BootDevice Device, bool Valid, bool Persistent, bool Uefi, byte Instance);
