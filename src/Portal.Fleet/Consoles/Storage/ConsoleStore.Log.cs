using Microsoft.Extensions.Logging;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What a human wants to know tomorrow.</summary>
internal sealed partial class ConsoleStore
{
    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Error, "Consoles cannot be recorded ({State}); people see them live, and what does not stay in memory until this ends is lost to the record.")]
        public static partial void Broken(ILogger logger, RecordState state, Exception exception);

        [LoggerMessage(3502, LogLevel.Information, "Consoles are recorded again.")]
        public static partial void Recovered(ILogger logger);

        [LoggerMessage(3503, LogLevel.Warning, "The record's log could not be marked.")]
        public static partial void NotMarked(ILogger logger, Exception exception);

        [LoggerMessage(3504, LogLevel.Warning, "The record's log grows: its next file could not be made.")]
        public static partial void NotRolled(ILogger logger, Exception exception);

        [LoggerMessage(3505, LogLevel.Error, "The console records could not be compacted or tidied up; it is tried again.")]
        public static partial void UpkeepFailed(ILogger logger, Exception exception);
    }
}
