namespace Portal.Ipmi.Fuzz;

/// <summary>Files of inputs worth keeping.</summary>
internal static class Corpus
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Target's name and bytes of every line; # starts a remark.</summary>
    public static IEnumerable<(string Target, byte[] Bytes)> Read()
    {
        foreach (var file in Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0 && words[0][0] != '#')
                    yield return (words[0], words.Length > 1 ? Convert.FromHexString(words[1]) : []);
            }
        }
    }

    /// <summary>Writes a file of inputs.</summary>
    public static void Write(string path, IEnumerable<(string Target, byte[] Bytes)> inputs) =>
        File.WriteAllLines(path, inputs.OrderBy(input => input.Target, StringComparer.Ordinal).Select(input => $"{input.Target} {Convert.ToHexStringLower(input.Bytes)}".TrimEnd()));
}
