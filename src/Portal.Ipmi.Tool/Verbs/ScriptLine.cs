using System.Text;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>A line of a script or of the shell, cut into words: blanks part them, quotes keep them together, # starts a remark.</summary>
internal static class ScriptLine
{
    /// <summary>The words; empty for an empty line.</summary>
    /// <exception cref="UsageException">A quote is not closed.</exception>
    public static string[] Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        foreach (var character in line)
        {
            if (quote is not null)
            {
                if (character == quote)
                    quote = null;
                else
                    word!.Append(character);
            }
            else if (character is '"' or '\'')
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (char.IsWhiteSpace(character))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else if (character == '#' && word is null)
            {
                break;
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        if (quote is not null)
            throw new UsageException($"A quote ({quote}) is not closed.");
        if (word is not null)
            words.Add(word.ToString());
        return [.. words];
    }
}
