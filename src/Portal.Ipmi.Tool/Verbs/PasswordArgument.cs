using System.CommandLine;
using System.Text;
using Portal.Ipmi.Tool.Connections;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>A secret that is no login: an argument, or better typed or piped in, where no list of processes shows it.</summary>
internal static class PasswordArgument
{
    private const int MostBytes = 20;

    public static Argument<string?> Create(string description) =>
        new("password") { Description = description + " Left out, it is asked for.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>A password of at most 20 bytes.</summary>
    public static SecretBytes Read(VerbCall call, Argument<string?> argument)
    {
        var secret = Ask(call, argument);
        if (secret.Length <= MostBytes)
            return secret;
        secret.Dispose();
        throw new UsageException($"A password of IPMI has at most {MostBytes} bytes.");
    }

    /// <summary>A key of at most 20 bytes: text, or 40 hexadecimal digits, with 0x before them or not.</summary>
    public static SecretBytes ReadKey(VerbCall call, Argument<string?> argument)
    {
        var secret = Ask(call, argument);
        if (secret.Length <= MostBytes)
            return secret;
        using (secret)
        {
            var digits = Encoding.UTF8.GetString(secret.Reveal());
            digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
            if (digits.Length == 2 * MostBytes && digits.All(char.IsAsciiHexDigit))
                return new SecretBytes(Convert.FromHexString(digits));
        }

        throw new UsageException($"A channel key has at most {MostBytes} bytes, or {2 * MostBytes} hexadecimal digits.");
    }

    private static SecretBytes Ask(VerbCall call, Argument<string?> argument) =>
        call.Arguments.GetValue(argument) is { } text ? SecretBytes.FromText(text) : PasswordPrompt.Ask(call.Console);
}
