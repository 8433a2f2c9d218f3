using System.Text;
using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>What a handshake needs of <see cref="BmcSessionOptions"/>: checked, secrets copied, and zeroed as soon as the handshake is over.</summary>
internal sealed class SessionLogin : IDisposable
{
    private const int MaxUserNameBytes = 16;

    /// <summary>Longest password of IPMI 1.5, and of accounts whose password was set in its form.</summary>
    private const int Passwords15Bytes = 16;

    /// <summary>Checks and copies.</summary>
    /// <exception cref="ArgumentException">A length is beyond what the protocol carries.</exception>
    public SessionLogin(BmcSessionOptions options)
    {
        UserNameBytes = Encoding.UTF8.GetBytes(options.UserName);
        if (UserNameBytes.Length > MaxUserNameBytes)
            throw new ArgumentException($"A user name has at most {MaxUserNameBytes} bytes, this one has {UserNameBytes.Length}.", nameof(options));
        IsIpmi15 = options.Ipmi15.Count > 0;
        var longest = IsIpmi15 ? Passwords15Bytes : RakpKeys.KeyBytes;
        var cut = options.Quirks.HasFlag(Quirks.PasswordOf16Bytes);
        if (options.Password.Length > longest && !(cut && options.Password.Length <= RakpKeys.KeyBytes))
            throw new ArgumentException($"A password has at most {longest} bytes{(IsIpmi15 ? " in IPMI 1.5" : "")}, this one has {options.Password.Length}.", nameof(options));
        if (options.Kg is { Length: > RakpKeys.KeyBytes })
            throw new ArgumentException($"A BMC key has at most {RakpKeys.KeyBytes} bytes, this one has {options.Kg.Length}.", nameof(options));
        if (options.Privilege > PrivilegeLevel.Oem)
            throw new ArgumentException("The privilege level is none of the specification's.", nameof(options));

        Plan = new HandshakePlan(CipherSuitePolicy.Choose(options.CipherSuites, options.AllowWeakCipherSuites, options.RememberedCipherSuite), options.Privilege, options.Quirks);
        UserName = options.UserName;
        Privilege = options.Privilege;
        Types15 = options.Ipmi15;
        Quirks = options.Quirks;
        RaisesWhenNeeded = options.RaisePrivilegeWhenNeeded;
        OpenTimeout = options.OpenTimeout;
        SilenceTimeout = options.SilenceTimeout;
        InitialRetransmission = options.InitialRetransmission;
        Password = new SecretBytes(options.Password.Reveal()[..(cut ? Math.Min(options.Password.Length, Passwords15Bytes) : options.Password.Length)]);
        Kg = options.Kg is { } kg && kg.Reveal().ContainsAnyExcept((byte)0) ? kg.Copy() : null;
    }

    /// <summary>The session is to be of IPMI 1.5.</summary>
    public bool IsIpmi15 { get; }

    /// <summary>Authentication types of IPMI 1.5 that are allowed, strongest first.</summary>
    public IReadOnlyList<AuthenticationType> Types15 { get; }

    /// <summary>The session stays at level User until a command needs more.</summary>
    public bool RaisesWhenNeeded { get; }

    /// <summary>Departures of this BMC.</summary>
    public Quirks Quirks { get; }

    /// <summary>Which handshakes to try.</summary>
    public HandshakePlan Plan { get; }

    /// <summary>User name for messages.</summary>
    public string UserName { get; }

    /// <summary>User name as it is sent and hashed.</summary>
    public byte[] UserNameBytes { get; }

    /// <summary>Password; an HMAC pads it with zeros itself.</summary>
    public SecretBytes Password { get; }

    /// <summary>K_G; null for one-key login.</summary>
    public SecretBytes? Kg { get; }

    /// <summary>Privilege level to ask for.</summary>
    public PrivilegeLevel Privilege { get; }

    /// <summary>Longest time for everything.</summary>
    public TimeSpan OpenTimeout { get; }

    /// <summary>Longest time for the very first answer.</summary>
    public TimeSpan SilenceTimeout { get; }

    /// <summary>First retransmission time-out.</summary>
    public TimeSpan InitialRetransmission { get; }

    /// <summary>Zeroes the copies.</summary>
    public void Dispose()
    {
        Password.Dispose();
        Kg?.Dispose();
    }
}
