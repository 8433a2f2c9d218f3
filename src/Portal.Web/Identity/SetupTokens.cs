using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Identity;

/// <summary>
/// The one-time token that makes the first administrator. It is made anew at each start while there is no user, holds for an hour, and is
/// known to who sees the portal's output or may read the data directory; only its hash stays in memory.
/// </summary>
internal sealed class SetupTokens(PortalOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private byte[]? _hash;
    private DateTimeOffset _validUntil;

    /// <summary>The file that holds the token, mode 0600, while it is good for anything.</summary>
    public string FilePath => Path.Combine(options.DataDirectory, "setup-token");

    /// <summary>Makes a new token, which ends the one before, and writes it to <see cref="FilePath"/>.</summary>
    public string Renew()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // An old file would keep its old mode.
        File.Delete(FilePath);
        using (var writer = new StreamWriter(FilePath, file))
            writer.WriteLine(token);
        lock (_gate)
        {
            _hash = Hash(token);
            _validUntil = time.GetUtcNow() + s_lifetime;
        }
        return token;
    }

    /// <summary>Whether this is the token and it still holds.</summary>
    public bool IsValid(string token)
    {
        lock (_gate)
            return _hash is not null && time.GetUtcNow() < _validUntil && CryptographicOperations.FixedTimeEquals(_hash, Hash(token));
    }

    /// <summary>Ends the token: it has made its administrator, or there is one already.</summary>
    public void End()
    {
        lock (_gate)
            _hash = null;
        File.Delete(FilePath);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
