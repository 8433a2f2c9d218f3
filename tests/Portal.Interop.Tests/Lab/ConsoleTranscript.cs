using System.Buffers;
using System.Text;
using Portal.Ipmi.Sol;

namespace Portal.Interop.Tests.Lab;

/// <summary>Reads a SOL channel from its beginning and waits for what a person would wait for.</summary>
public sealed class ConsoleTranscript(SolChannel channel)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly IAsyncEnumerator<SolEvent> _events = channel.ReadAllAsync(TestContext.Current.CancellationToken)
        .GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private int _seen;

    /// <summary>Everything the host has printed so far.</summary>
    public ReadOnlySpan<byte> Characters => _bytes.WrittenSpan;

    /// <summary>Waits until the host prints the text, behind what was waited for before.</summary>
    public Task WaitForAsync(string text, TimeSpan limit)
    {
        var wanted = Encoding.ASCII.GetBytes(text);
        return WaitAsync(Find, $"\"{text}\"", limit);

        bool Find()
        {
            var index = _bytes.WrittenSpan[_seen..].IndexOf(wanted);
            if (index < 0)
                return false;
            _seen += index + wanted.Length;
            return true;
        }
    }

    /// <summary>Waits until the host has printed so many characters in all.</summary>
    public Task WaitForLengthAsync(int length, TimeSpan limit) => WaitAsync(() => _bytes.WrittenCount >= length, $"{length} characters", limit);

    private async Task WaitAsync(Func<bool> isThere, string what, TimeSpan limit)
    {
        try
        {
            await ReadUntilAsync().WaitAsync(limit, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            var text = Encoding.UTF8.GetString(_bytes.WrittenSpan);
            Assert.Fail($"The console did not show {what} within {limit.TotalSeconds:0} s. It ends with:\n{text[Math.Max(0, text.Length - 1000)..]}");
        }

        async Task ReadUntilAsync()
        {
            while (!isThere())
            {
                Assert.True(await _events.MoveNextAsync(), $"SOL ended before {what}.");
                Assert.True(_events.Current.Kind is SolEventKind.Data, $"SOL reported {_events.Current.Kind} before {what}.");
                _bytes.Write(_events.Current.Data.Span);
            }
        }
    }
}
