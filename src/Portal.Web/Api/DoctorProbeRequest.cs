namespace Portal.Web.Api;

/// <summary>A test of the line that the host may notice.</summary>
internal sealed record DoctorProbeRequest
{
    /// <summary><c>enter</c> presses Enter and waits 3 s for whatever the host prints; <c>break</c> sends a serial break.</summary>
    public required string Probe { get; init; }

    public bool IsBreak => Probe switch
    {
        "enter" => false,
        "break" => true,
        _ => throw new InvalidRequestException("invalid_probe", "probe must be enter or break.", "probe"),
    };
}
