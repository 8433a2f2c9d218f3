using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Identity.Passwords;

/// <summary>
/// Length is what protects. Beside it: no password that is tried first, however it is dressed up with digits and look-alikes, and none that is nothing but
/// well-known words, runs of characters and the person's own name.
/// </summary>
internal sealed partial class PasswordRules : IPasswordValidator<PortalUser>
{
    public const int LeastLength = 12;

    /// <summary>For the platform's own people, whose password opens every server.</summary>
    public const int LeastLengthOfStaff = 15;

    public const int MostLength = 256;

    public const string TooShort = nameof(IdentityErrorDescriber.PasswordTooShort);

    public const string TooLong = "PasswordTooLong";

    public const string TooCommon = "PasswordTooCommon";

    private const int LeastOwnCharacters = 5;

    private static readonly string[] s_words =
    [
        "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword", "qwertzuiop", "qwertyuiop", "qwerty", "qwertz", "azerty", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn",
        "1q2w3e4r5t", "1q2w3e4r", "1qaz2wsx", "letmein", "welcome", "changeme", "iloveyou", "trustno1", "administrator", "admin", "root", "user", "login", "secret", "default",
        "server", "console", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "superman", "master", "hello", "test", "summer", "winter", "pilotlight", "ipmi",
        "calvin", "superuser", "abcdefgh", "abcdef", "abcd", "abc",
    ];

    public static int LeastLengthOf(PortalUser user) => user.IsStaff ? LeastLengthOfStaff : LeastLength;

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password)
    {
        password ??= "";
        var least = LeastLengthOf(user);
        // Identity itself says it of what is shorter still.
        if (password.Length >= LeastLength && password.Length < least)
            return Refuse(TooShort, $"A password has at least {least} characters.");
        if (password.Length > MostLength)
            return Refuse(TooLong, $"A password has at most {MostLength} characters.");
        if (password.Length >= least && (IsCommon(password) || OwnCharacters(password, user) < LeastOwnCharacters))
            return Refuse(TooCommon, "This password is one of the first that are tried, or is made of well-known words, repetitions or your own name.");
        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>Whether it is on the list: as it is, without what people put before and after a word, with look-alikes read as letters, said several times.</summary>
    internal static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        var word = Around().Replace(lower, "");
        foreach (var text in (string[])[lower, ReadLookAlikes(lower), word, ReadLookAlikes(word), Around().Replace(ReadLookAlikes(lower), "")])
        {
            if (text.Length > 0 && (CommonPasswords.List.Contains(text) || CommonPasswords.List.Contains(OneOf(text))))
                return true;
        }
        return false;
    }

    private static string ReadLookAlikes(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            span[index] = source[index] switch
            {
                '0' => 'o',
                '1' or '!' or '|' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' or '+' => 't',
                '8' => 'b',
                '9' => 'g',
                var other => other,
            };
        }
    });

    /// <summary>The piece of which a text is made by repeating it; itself when it is not.</summary>
    private static string OneOf(string text)
    {
        var again = (text + text).IndexOf(text, 1, StringComparison.Ordinal);
        return again > 0 && again < text.Length ? text[..again] : text;
    }

    /// <summary>How many different characters remain after everything that is easy to guess is taken away.</summary>
    private static int OwnCharacters(string password, PortalUser user)
    {
        var rest = password.ToLowerInvariant();
        foreach (var part in $"{user.Email} {user.DisplayName}".ToLowerInvariant().Split('@', '.', '-', '_', '+', ' ').Where(part => part.Length >= 3).OrderByDescending(part => part.Length))
            rest = rest.Replace(part, " ", StringComparison.Ordinal);
        foreach (var word in s_words)
            rest = rest.Replace(word, " ", StringComparison.Ordinal);
        rest = NumberRuns().Replace(rest, " ");
        return rest.Where(character => !char.IsWhiteSpace(character)).Distinct().Count();
    }

    private static Task<IdentityResult> Refuse(string code, string text) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = text }));

    /// <summary>Years and other numbers, which people append.</summary>
    [GeneratedRegex("[0-9]{1,12}")]
    private static partial Regex NumberRuns();

    /// <summary>What is no letter, before the first and after the last.</summary>
    [GeneratedRegex(@"^\P{L}+|\P{L}+$")]
    private static partial Regex Around();
}
