using Microsoft.Extensions.Logging;

namespace Portal.Fleet.Access;

/// <summary>
/// Tells at once that a credential has ended, to whatever lives longer than the request that opened it: consoles, pages, streams, downloads.
/// Published after the change is stored, so that whoever asks the database again sees it.
/// </summary>
public sealed partial class CredentialBus
{
    private readonly ILogger<CredentialBus> _logger;

    internal CredentialBus(ILogger<CredentialBus> logger) => _logger = logger;

    /// <summary>Called on the publisher's thread: must not block.</summary>
    public event Action<CredentialEnded>? Ended;

    public void Publish(CredentialEnded ended)
    {
        foreach (var handler in Ended?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<CredentialEnded>)handler)(ended);
            }
            catch (Exception e)
            {
                // One holder that fails while it ends must not save the others.
                Log.HolderFailed(_logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4003, LogLevel.Error, "Something that was held under an ended credential failed while it ended.")]
        public static partial void HolderFailed(ILogger logger, Exception exception);
    }
}
