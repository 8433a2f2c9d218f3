using System.Text;

namespace Portal.Testing;

/// <summary>Looks for secrets that were planted, in whatever form they may have been kept.</summary>
public static class Canaries
{
    /// <summary>What of these secrets is in the bytes, and as what.</summary>
    public static IEnumerable<string> Find(byte[] bytes, IEnumerable<KeyValuePair<string, string>> secrets)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var (name, secret) in secrets)
        {
            foreach (var (form, pattern) in FormsOf(secret))
            {
                if (bytes.AsSpan().IndexOf(pattern) >= 0)
                    yield return $"{name} as {form}";
            }
        }
    }

    /// <summary>The same in every file of a folder, by the file's name, but for those that are left out.</summary>
    public static async Task<IReadOnlyList<string>> FindInFilesAsync(string folder, Func<string, bool> without, IReadOnlyDictionary<string, string> secrets, CancellationToken ct)
    {
        var found = new List<string>();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => !without(path)))
        {
            using var copy = new MemoryStream();
            try
            {
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await stream.CopyToAsync(copy, ct);
            }
            catch (FileNotFoundException)
            {
                // SQLite takes its journal away when the last connection closes: what is gone keeps nothing.
                continue;
            }

            found.AddRange(Find(copy.ToArray(), secrets).Select(what => $"{Path.GetRelativePath(folder, path)} holds {what}"));
        }

        return found;
    }

    /// <summary>Plain, UTF-16, hexadecimal in both cases, and base64 at each of its three alignments without the characters that its neighbours decide.</summary>
    private static IEnumerable<(string Form, byte[] Pattern)> FormsOf(string secret)
    {
        foreach (var (encoding, raw) in new[] { ("UTF-8", Encoding.UTF8.GetBytes(secret)), ("UTF-16", Encoding.Unicode.GetBytes(secret)) })
        {
            yield return (encoding, raw);
            foreach (var (kind, text) in new[] { ("hex", Convert.ToHexString(raw)), ("lower hex", Convert.ToHexStringLower(raw)) })
            {
                yield return ($"{kind} of {encoding}", Encoding.ASCII.GetBytes(text));
                yield return ($"{kind} of {encoding} in UTF-16", Encoding.Unicode.GetBytes(text));
            }

            for (var shift = 0; shift < 3; shift++)
            {
                var text = Convert.ToBase64String([.. new byte[shift], .. raw]);
                var certain = text[(shift == 0 ? 0 : 4)..^4];
                yield return ($"base64 of {encoding}", Encoding.ASCII.GetBytes(certain));
                yield return ($"base64 of {encoding} in UTF-16", Encoding.Unicode.GetBytes(certain));
            }
        }
    }
}
