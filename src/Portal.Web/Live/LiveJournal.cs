using System.Threading.Channels;
using Portal.Fleet.Access;
using Portal.Web.Identity;

namespace Portal.Web.Live;

/// <summary>Writes to the audit what was cut off, and why: apart from the cutting, which waits for no database.</summary>
internal sealed partial class LiveJournal(Audit audit, ILogger<LiveJournal> logger) : BackgroundService
{
    // Full: the oldest goes. What was cut is cut; the log says that the audit does not tell all of it.
    private readonly Channel<(LiveConnection Connection, string[] Servers, string Reason)> _cut =
        Channel.CreateBounded<(LiveConnection, string[], string)>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Log.Dropped(logger));

    public void Write(LiveConnection connection, string reason) => _cut.Writer.TryWrite((connection, [.. connection.Servers], reason));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (connection, servers, reason) in _cut.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    var via = connection.Kind switch { LiveKind.Console => "console", LiveKind.Page => "page", _ => "api" };
                    var what = servers.Length == 0 ? reason : $"{reason}: {string.Join(", ", servers)}";
                    await audit.OutcomeAsync(connection.User.ToCaller(via, connection.RemoteAddress), Guid.NewGuid(), "connection.cut", null, "ok", what, stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    Log.NotWritten(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4103, LogLevel.Error, "More connections were cut at once than the audit could take: one of them is missing there.")]
        public static partial void Dropped(ILogger logger);

        [LoggerMessage(4104, LogLevel.Error, "It could not be written to the audit that a connection was cut.")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
