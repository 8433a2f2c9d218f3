namespace Portal.BmcSim.Machine;

/// <summary>One step of something the host prints: wait, then print. Lines end with a bare line feed.</summary>
internal readonly record struct Beat(double WaitMilliseconds, string Text);
