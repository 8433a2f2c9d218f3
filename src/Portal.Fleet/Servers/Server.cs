using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Secrets;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>A server under management: its BMC's address and sealed credential, and what people say about it. A database row.</summary>
public sealed class Server
{
    public required BmcId Id { get; init; }

    /// <summary>Unique name that people use, 1 to 64 characters.</summary>
    public required string Name { get; set; }

    /// <summary>The name in the form that is unique: letter case and compatible characters make no difference. Follows <see cref="Name"/>.</summary>
    internal string NormalizedName
    {
        get => Normalize(Name);
        private set => _ = value;
    }

    /// <summary>The BMC's IP address as a literal; never shown to people without <c>BmcRight.Administer</c>.</summary>
    public required string Address { get; set; }

    /// <summary>The BMC's UDP port.</summary>
    public int Port { get; set; } = 623;

    /// <summary>BMC account the portal logs in with.</summary>
    public required string UserName { get; set; }

    /// <summary>The password, sealed by <see cref="CredentialVault"/>; null until one is given, or after address or port changed.</summary>
    public byte[]? SealedPassword { get; set; }

    /// <summary>
    /// The password that a rotation is about to give the BMC, or has given it, sealed before the BMC hears of it; null when none is under way. While it is there,
    /// the BMC may know this one, its first 16 bytes, or <see cref="SealedPassword"/>.
    /// </summary>
    public byte[]? SealedNextPassword { get; set; }

    /// <summary>When the password was given, by a person or a rotation; null for longer ago than that was written down.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }

    /// <summary>The portal made the password, and nobody knows it.</summary>
    public bool PasswordGenerated { get; set; }

    /// <summary>K_G, sealed; null for one-key login.</summary>
    public byte[]? SealedKg { get; set; }

    /// <summary>Last time this very credential opened a session; null when it never did.</summary>
    public DateTimeOffset? CredentialVerifiedAt { get; set; }

    public Quirks Quirks { get; set; }

    /// <summary>The tenant it belongs to; null while it is the provider's own.</summary>
    public Guid? TenantId { get; set; }

    /// <summary>Name of that tenant.</summary>
    public string? Tenant { get; set; }

    /// <summary>Number of the present tenancy, one more for each hand-over.</summary>
    public int Epoch { get; set; } = 1;

    /// <summary>Offset of the first console byte of the present tenancy.</summary>
    public long ConsoleFrom { get; set; }

    /// <summary>When the present tenancy began.</summary>
    public DateTimeOffset TenancyFrom { get; set; }

    public string? Site { get; set; }

    public string? Rack { get; set; }

    public string? Notes { get; set; }

    /// <summary>When <see cref="Notes"/> were written; null for when the server was added.</summary>
    public DateTimeOffset? NotesAt { get; set; }

    /// <summary>Who wrote <see cref="Notes"/>; null when nobody did since the server was added.</summary>
    public string? NotesBy { get; set; }

    /// <summary>Lower-case words people filter by.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>When its serial line is held, and what is kept of it.</summary>
    public ConsolePolicy ConsolePolicy { get; set; }

    /// <summary>Whether its console goes on while it cannot be recorded.</summary>
    public ConsoleRecording ConsoleRecording { get; set; }

    /// <summary>How many days of its console are kept; null for as many as elsewhere.</summary>
    public int? ConsoleKeepDays { get; set; }

    /// <summary>How many megabytes of its console are kept, as they lie packed on the disk; null for as many as elsewhere.</summary>
    public int? ConsoleKeepMegabytes { get; set; }

    /// <summary>What the bytes of its console mean.</summary>
    public ConsoleCharset ConsoleCharset { get; set; }

    /// <summary>What happens when somebody else holds its serial line.</summary>
    public ConsoleContention ConsoleContention { get; set; }

    /// <summary>Since when its serial line is left to somebody else; null when it is not.</summary>
    public DateTimeOffset? ConsoleReleasedAt { get; set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? ConsoleReleasedUntil { get; set; }

    public string? ConsoleReleasedBy { get; set; }

    public string? ConsoleReleaseReason { get; set; }

    /// <summary>When its serial line was last taken from somebody else; written by <see cref="Links.LineLedger"/> alone.</summary>
    public DateTimeOffset? ConsoleTakenAt { get; set; }

    /// <summary>Whoever wants to do what destroys types its name first.</summary>
    public bool ConfirmByName { get; set; }

    /// <summary>Since when no power verb goes through; null when they do.</summary>
    public DateTimeOffset? ProtectedAt { get; set; }

    /// <summary>Until when; null for when somebody takes the lock off.</summary>
    public DateTimeOffset? ProtectedUntil { get; set; }

    public string? ProtectedBy { get; set; }

    public string? ProtectReason { get; set; }

    /// <summary>An administrator put the lock on, and only administrators take it off.</summary>
    public bool ProtectedByAdministrator { get; set; }

    /// <summary>Part of the simulated demo fleet, and marked as such everywhere.</summary>
    public bool Simulated { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Optimistic concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>Its serial line is left to somebody else at this time; null when it is not.</summary>
    internal ConsoleRelease? ReleaseAt(DateTimeOffset now) => ConsoleReleasedUntil is { } until && until > now
        ? new ConsoleRelease(ConsoleReleasedBy ?? "", ConsoleReleasedAt ?? now, until, ConsoleReleaseReason ?? "")
        : null;

    /// <summary>The lock on its power at this time; null without one.</summary>
    internal ServerProtection? ProtectionAt(DateTimeOffset now) => ProtectedAt is { } at && !(ProtectedUntil <= now)
        ? new ServerProtection(ProtectedBy ?? "", at, ProtectedUntil, ProtectReason ?? "", ProtectedByAdministrator)
        : null;

    /// <summary>A copy whose credential is known to work.</summary>
    internal Server WithVerifiedCredential(DateTimeOffset at)
    {
        var copy = (Server)MemberwiseClone();
        copy.CredentialVerifiedAt = at;
        return copy;
    }

    /// <summary>A copy whose BMC is at another address: for finding out whether it is there.</summary>
    internal Server At(System.Net.IPAddress address)
    {
        var copy = (Server)MemberwiseClone();
        copy.Address = address.ToString();
        return copy;
    }

    /// <summary>A copy that belongs to another tenant: what would be, and never what is.</summary>
    internal Server OfTenant(Guid? tenant)
    {
        var copy = (Server)MemberwiseClone();
        copy.TenantId = tenant;
        return copy;
    }

    /// <summary>Whether a session to this BMC is opened in the same way, so that one that is up may stay.</summary>
    internal bool ConnectsLike(Server other) =>
        Address == other.Address && Port == other.Port && UserName == other.UserName && Quirks == other.Quirks
        && IsSameSecret(SealedPassword, other.SealedPassword) && IsSameSecret(SealedKg, other.SealedKg);

    /// <summary>Whether every sealed column is the same to the byte; after a change of the outer key they are not, and still hold the same.</summary>
    internal bool IsSealedLike(Server other) =>
        (SealedPassword ?? []).AsSpan().SequenceEqual(other.SealedPassword) && (SealedNextPassword ?? []).AsSpan().SequenceEqual(other.SealedNextPassword)
        && (SealedKg ?? []).AsSpan().SequenceEqual(other.SealedKg);

    private static bool IsSameSecret(byte[]? blob, byte[]? other) => SecretBox.TailOf(blob).SequenceEqual(SecretBox.TailOf(other));

    /// <summary>The form of a name that is unique.</summary>
    internal static string Normalize(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
