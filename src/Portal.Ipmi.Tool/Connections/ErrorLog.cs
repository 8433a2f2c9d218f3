using Microsoft.Extensions.Logging;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>What the engine tells about its work, on standard error (<c>-v</c>).</summary>
internal sealed class ErrorLog(TextWriter error, LogLevel lowest) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        // Receive loops and the verb write side by side.
        lock (error)
            error.WriteLine($"{logLevel}: {formatter(state, exception)}");
    }
}
