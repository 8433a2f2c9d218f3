using System.Collections.Frozen;
using Portal.Ipmi;

namespace Portal.Fleet.Credentials;

/// <summary>Passwords that BMCs come with from their makers, which are the first that anybody tries.</summary>
internal static class DefaultPasswords
{
    private static readonly FrozenSet<string> s_known = new[]
    {
        "admin", "ADMIN", "Admin", "password", "Password", "PASSWORD", "PASSW0RD", "Passw0rd", "calvin", "changeme", "superuser", "root", "0penBmc", "cmb9.admin", "Admin@9000",
        "Huawei12#$", "admin123", "Admin123", "12345678", "123456", "1234", "default", "test", "user", "USER", "guest", "operator", "letmein", "sysadmin", "raritan", "dell", "hp", "private", "public",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>It is one of them, or the account's own name.</summary>
    public static bool Contains(string userName, SecretBytes password)
    {
        var bytes = password.Reveal();
        Span<char> text = stackalloc char[bytes.Length];
        try
        {
            return System.Text.Encoding.UTF8.TryGetChars(bytes, text, out var count)
                && (s_known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..count]) || text[..count].Equals(userName, StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            text.Clear();
        }
    }
}
