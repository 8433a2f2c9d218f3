using System.Threading.Channels;

namespace Portal.Web.Mail;

/// <summary>
/// What is to be looked up, written and sent after the answer: whoever asks for a link learns nothing from how long the answer takes, or from whether the mail
/// server answers.
/// </summary>
internal sealed partial class MailDesk(IServiceScopeFactory scopes, MailSender sender, TimeProvider time, ILogger<MailDesk> logger) : BackgroundService
{
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    // Full: the newest is dropped. Each of them can be asked for again.
    private readonly Channel<Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>>> _work =
        Channel.CreateBounded<Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>>>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes a mail to be composed; none is sent where the composition gives none.</summary>
    public void Add(Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>> compose) => _work.Writer.TryWrite(compose);

    public void Add(OutgoingMail mail) => Add((_, _) => Task.FromResult<OutgoingMail?>(mail));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var compose in _work.Reader.ReadAllAsync(stoppingToken))
                await SendAsync(compose, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task SendAsync(Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>> compose, CancellationToken ct)
    {
        OutgoingMail? mail;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            mail = await compose(scope.ServiceProvider, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotComposed(logger, exception);
            return;
        }
        for (var attempt = 0; mail is not null; attempt++)
        {
            try
            {
                await sender.SendAsync(mail, ct);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                if (attempt == s_waits.Length)
                {
                    Log.NotSent(logger, exception);
                    return;
                }
                await Task.Delay(s_waits[attempt], time, ct);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5300, LogLevel.Error, "A mail could not be written.")]
        public static partial void NotComposed(ILogger logger, Exception exception);

        [LoggerMessage(5301, LogLevel.Error, "A mail could not be sent, four times; it is dropped.")]
        public static partial void NotSent(ILogger logger, Exception exception);
    }
}
