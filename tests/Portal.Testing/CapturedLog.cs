using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Portal.Testing;

/// <summary>Everything that is logged from the moment on when it is added, with what was given to the message.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>What of these secrets was logged, and in which form.</summary>
    public IReadOnlyList<string> Find(IReadOnlyDictionary<string, string> secrets) =>
        [.. Canaries.Find(Encoding.UTF8.GetBytes(string.Join('\n', _lines)), secrets).Select(what => $"The log holds {what}")];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _lines.Enqueue($"{formatter(state, exception)} {state} {exception}");
    }

    public void Dispose()
    {
    }
}
