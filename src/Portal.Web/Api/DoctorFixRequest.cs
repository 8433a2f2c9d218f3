using Portal.Fleet.Consoles.Doctor;

namespace Portal.Web.Api;

/// <summary>One fix of the console doctor.</summary>
internal sealed record DoctorFixRequest
{
    /// <summary>As a step offers it: <c>enableSol</c>, <c>grantPayload</c>, <c>lowerSolPrivilege</c>, <c>setBitRate</c>, <c>setTiming</c>, <c>holdAlways</c>, <c>powerOn</c> or <c>reconnect</c>.</summary>
    public required DoctorFixKind Fix { get; init; }

    /// <summary>In bit/s, of <c>setBitRate</c> only: 9600, 19200, 38400, 57600 or 115200.</summary>
    public int? BitRate { get; init; }

    public DoctorFix ToFix() => (Fix, BitRate) switch
    {
        (DoctorFixKind.SetBitRate, { } rate) when DoctorFix.BitRates.Contains(rate) => new DoctorFix(Fix, rate),
        (DoctorFixKind.SetBitRate, _) => throw new InvalidRequestException("invalid_bit_rate", $"bitRate must be one of {string.Join(", ", DoctorFix.BitRates)}.", "bitRate"),
        _ => new DoctorFix(Fix),
    };
}
