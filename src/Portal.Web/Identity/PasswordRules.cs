using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Identity;

/// <summary>Refuses passwords that are nothing but well-known words, runs of characters and the person's own name, however long.</summary>
internal sealed partial class PasswordRules : IPasswordValidator<PortalUser>
{
    public const int LeastLength = 12;

    public const int MostLength = 256;

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

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password)
    {
        password ??= "";
        if (password.Length > MostLength)
            return Refuse(TooLong, $"A password has at most {MostLength} characters.");
        if (password.Length >= LeastLength && OwnCharacters(password, user.Email) < LeastOwnCharacters)
            return Refuse(TooCommon, "This password is made of well-known words, repetitions or your own name.");
        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>How many different characters remain after everything that is easy to guess is taken away.</summary>
    private static int OwnCharacters(string password, string? email)
    {
        var rest = password.ToLowerInvariant();
        foreach (var part in (email ?? "").ToLowerInvariant().Split('@', '.', '-', '_', '+').Where(part => part.Length >= 3).OrderByDescending(part => part.Length))
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
}
