using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Portal.Ipmi.Tool;

/// <summary>Numbers on the command line: decimal, or hexadecimal with 0x before or h behind.</summary>
internal static class Numbers
{
    /// <summary>An argument that is one number.</summary>
    public static Argument<T> Argument<T>(string name, string description)
        where T : struct, IBinaryInteger<T> =>
        new(name) { Description = description, CustomParser = One<T> };

    /// <summary>An argument that is any number of numbers.</summary>
    public static Argument<T[]> Arguments<T>(string name, string description, int atLeast = 0)
        where T : struct, IBinaryInteger<T> =>
        new(name) { Description = description, CustomParser = Many<T>, Arity = new ArgumentArity(atLeast, 4096) };

    /// <summary>An option that is one number.</summary>
    public static Option<T?> Option<T>(string name, string description, params string[] aliases)
        where T : struct, IBinaryInteger<T> =>
        new(name, aliases) { Description = description, CustomParser = result => One<T>(result) };

    /// <summary>Reads a number; false when it is none or does not fit.</summary>
    public static bool TryParse<T>(string text, out T number)
        where T : struct, IBinaryInteger<T>
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return T.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        if (text.EndsWith('h') || text.EndsWith('H'))
            return T.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static T One<T>(ArgumentResult result)
        where T : struct, IBinaryInteger<T>
    {
        if (result.Tokens is [var token] && TryParse<T>(token.Value, out var number))
            return number;
        Refuse<T>(result, result.Tokens.Count == 0 ? "" : result.Tokens[0].Value);
        return default;
    }

    private static T[] Many<T>(ArgumentResult result)
        where T : struct, IBinaryInteger<T>
    {
        var numbers = new T[result.Tokens.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (TryParse<T>(result.Tokens[i].Value, out numbers[i]))
                continue;
            Refuse<T>(result, result.Tokens[i].Value);
            return [];
        }

        return numbers;
    }

    private static void Refuse<T>(ArgumentResult result, string text) =>
        result.AddError($"\"{text}\" is no {(typeof(T) == typeof(byte) ? "byte" : "number")}: write it as 18 or 0x12.");
}
