using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Portal.Fleet.Secrets;

/// <summary>The keys as the standard output of a program: a vault's client, <c>systemd-creds cat</c>, a token's tool. No shell reads the line.</summary>
internal sealed class KeyCommand(string line, TimeSpan timeout) : IKeySource
{
    private const string Setting = "Portal:Secrets:KeyCommand";

    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(15);

    public string Description => Setting;

    public bool CanWrite => false;

    public DateTimeOffset? ChangedAt => null;

    public byte[][] Read()
    {
        var bytes = Run();
        try
        {
            return KeyText.Parse(bytes) ?? throw new StartRefusedException(
                $"{Setting} printed {bytes.Length} bytes that are no key; it must print 1 to {KeyText.MostKeys} keys of {KeyText.KeySize} bytes, raw or one to a line in hexadecimal or base64, the active one first.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Write(IReadOnlyList<byte[]> keys) => throw new NotSupportedException("The portal cannot change what a program prints.");

    /// <summary>Words between spaces; double quotes keep spaces together.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quoted, any) = (false, false);
        foreach (var character in line)
        {
            if (character == '"')
            {
                (quoted, any) = (!quoted, true);
            }
            else if (char.IsWhiteSpace(character) && !quoted)
            {
                if (any)
                    words.Add(word.ToString());
                word.Clear();
                any = false;
            }
            else
            {
                word.Append(character);
                any = true;
            }
        }

        if (any)
            words.Add(word.ToString());
        return words;
    }

    private byte[] Run()
    {
        var words = Split(line);
        if (words.Count == 0)
            throw new StartRefusedException($"{Setting} is empty; it must be a program and its arguments.");
        var start = new ProcessStartInfo(words[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new StartRefusedException($"{Setting} could not be run: {words[0]}: {e.Message}.");
        }

        using (process)
        {
            process.StandardInput.Close();

            // What it complains about may hold anything, so it is drained and not repeated.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var late = false;
            using var limit = new Timer(_ =>
            {
                late = true;
                Kill(process);
            }, null, timeout, Timeout.InfiniteTimeSpan);
            var bytes = ReadBounded(process);
            process.WaitForExit();
            var status = process.ExitCode;
            if (!late && status == 0 && bytes.Length <= KeyText.MostBytes)
                return bytes;
            CryptographicOperations.ZeroMemory(bytes);
            throw new StartRefusedException(late ? $"{Setting} did not end within {timeout.TotalSeconds:0} s."
                : bytes.Length > KeyText.MostBytes ? $"{Setting} printed more than {KeyText.MostBytes} bytes; that is no key."
                : $"{Setting} ended with status {status}.");
        }
    }

    private static byte[] ReadBounded(Process process)
    {
        var buffer = new byte[KeyText.MostBytes + 1];
        try
        {
            var count = 0;
            while (count < buffer.Length && process.StandardOutput.BaseStream.Read(buffer, count, buffer.Length - count) is > 0 and var read)
                count += read;
            if (count == buffer.Length)
                Kill(process);
            return buffer[..count];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
