namespace Portal.Fleet.Links;

/// <summary>Every interval of the links in one place, so that tests can run the same code in less time. People set <see cref="PollingOptions"/> instead.</summary>
internal sealed record FleetOptions
{
    /// <summary>Between two readings of the power.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same while someone is attached to the console: a lost session is noticed sooner.</summary>
    public TimeSpan PollWatched { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest handshake of a link.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Longest command, retransmissions included.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>First wait after a failure; doubles up to <see cref="BackOffMax"/>.</summary>
    public TimeSpan BackOffMin { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan BackOffMax { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Shortest wait after the BMC refused.</summary>
    public TimeSpan BackOffRefused { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest wait after the BMC refused the credential: some lock accounts.</summary>
    public TimeSpan BackOffCredential { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait while the BMC was up within <see cref="RecentlySeen"/>: it most likely restarts.</summary>
    public TimeSpan BackOffRecentlySeen { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan RecentlySeen { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two tries while someone else holds SOL; at first it may be our own lost session, which the BMC drops after 60 s.</summary>
    public TimeSpan SolRetryFirst { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan SolRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long SOL that is held may be our own lost session.</summary>
    public TimeSpan SolMaybeOurs { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>A console that printed nothing for so long is asked about: whether the BMC is there, and the line still ours.</summary>
    public TimeSpan SolQuiet { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>How long the BMC may take to answer that. Silent twice, it counts as gone.</summary>
    public TimeSpan SolProbe { get; init; } = TimeSpan.FromSeconds(1.8);

    /// <summary>Shortest time between two tries to have the line, whoever asks for one.</summary>
    public TimeSpan SolWake { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two takings of one server's line from somebody else.</summary>
    public TimeSpan TakeEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A session that an earlier run of the portal left on a BMC is looked for within this time after its end: BMCs drop it sooner.</summary>
    public TimeSpan StaleSession { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>So soon after the last sign of life a session that is gone did not run out of time: the BMC restarted.</summary>
    public TimeSpan SessionOutlives { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>For so long after a power command the BMC's shared network port may be down.</summary>
    public TimeSpan PowerPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait between tries at first, while all session slots are taken: some may be our own from before.</summary>
    public TimeSpan BackOffSlots { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Handshakes at the same time, all links together.</summary>
    public int ConcurrentHandshakes { get; init; } = 50;

    /// <summary>How long a handshake counts among them: those that take longer wait for a BMC that is silent, and cost nothing.</summary>
    public TimeSpan HandshakePlace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>BMCs whose password is changed at the same time.</summary>
    public int ConcurrentRotations { get; init; } = 8;

    /// <summary>Between two looks for BMCs whose login was not looked at for a day.</summary>
    public TimeSpan CredentialLook { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two looks at rotations that are in doubt.</summary>
    public TimeSpan RotationLook { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a power operation waits for a session before it fails unsent.</summary>
    public TimeSpan PowerWaitForSession { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Between two looks at the chassis after a power command.</summary>
    public TimeSpan PowerLook { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the chassis may take to be seen in the state asked for.</summary>
    public TimeSpan PowerSettle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for a soft shutdown: the guest decides.</summary>
    public TimeSpan PowerSoftSettle { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a cycle may take to show the chassis off.</summary>
    public TimeSpan PowerCycleOff { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long, after an answer was lost, the chassis is watched for proof.</summary>
    public TimeSpan PowerProof { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after its reset a BMC may go on answering before it counts as one that never went away.</summary>
    public TimeSpan BmcResetSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a BMC may take to answer again after its reset.</summary>
    public TimeSpan BmcResetSettle { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>A connection test, all steps together.</summary>
    public TimeSpan Test { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the console may take to come up after the doctor mended something.</summary>
    public TimeSpan DoctorSettle { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Between two looks at the database for what other processes changed.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All sessions together are closed within this time when the portal stops.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a console that is held on demand is still held after the last viewer left.</summary>
    public TimeSpan ConsoleLinger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After this long without a key, who types on a console may lose control to one who waits for it.</summary>
    public TimeSpan ConsoleControlIdle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two readings of the last line of a busy console.</summary>
    public TimeSpan LastLineEvery { get; init; } = TimeSpan.FromSeconds(1);
}
