using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>Everything the console doctor reads before it judges. What was not read yet, or could not be, says so itself.</summary>
internal sealed record DoctorFacts
{
    public required DoctorAsker Asker { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>A session to the BMC is up.</summary>
    public bool HasSession { get; init; }

    public BmcProblem LinkProblem { get; init; }

    /// <summary>Number of the cipher suite; null when there is none.</summary>
    public int? CipherSuite { get; init; }

    public PrivilegeLevel Privilege { get; init; }

    public Told<bool> IsOn { get; init; }

    public ConsolePolicy Policy { get; init; }

    public RecordState Record { get; init; }

    public ConsoleLineState Line { get; init; }

    public BmcProblem LineProblem { get; init; }

    /// <summary>Number of the channel that the portal comes by; null when the BMC names none.</summary>
    public byte? Channel { get; init; }

    public Told<SolConfiguration> Sol { get; init; }

    /// <summary>Slot of the portal's BMC account.</summary>
    public Told<byte> Account { get; init; }

    public Told<UserPayloadAccess> PayloadAccess { get; init; }

    public Told<ChannelAccess> ChannelAccess { get; init; }

    /// <summary>SOL is active on any session.</summary>
    public Told<bool> IsActive { get; init; }

    /// <summary>Whose session that is.</summary>
    public SolOwner? Owner { get; init; }

    /// <summary>Bit rate of the BMC's serial channel.</summary>
    public Told<SerialBitRate> Serial { get; init; }

    public LineSignals Signals { get; init; } = LineSignals.None;

    public DateTimeOffset? LastByteAt { get; init; }

    /// <summary>When the host was last powered on or reset, as far as the portal knows.</summary>
    public DateTimeOffset? PoweredOnAt { get; init; }

    public HostText Text { get; init; } = HostText.Nothing;

    public ConsolePerson? Driver { get; init; }
}
