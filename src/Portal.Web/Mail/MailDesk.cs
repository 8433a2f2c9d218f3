using System.Threading.Channels;

namespace Portal.Web.Mail;

/// <summary>
/// What is to be looked up, written and sent after the answer: whoever asks for a link learns nothing from how long the answer takes, or from whether the mail
/// server answers. A mail that is written lies in the database until the server has taken it.
/// </summary>
internal sealed partial class MailDesk(IServiceScopeFactory scopes, MailQueue queue, MailSender sender, TimeProvider time, ILogger<MailDesk> logger) : BackgroundService
{
    private static readonly TimeSpan[] s_waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    // Full: the newest is dropped. Each of them can be asked for again.
    private readonly Channel<Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>>> _work =
        Channel.CreateBounded<Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>>>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // One bell is enough, however many mails came.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes a mail to be composed; none is sent where the composition gives none.</summary>
    public void Add(Func<IServiceProvider, CancellationToken, Task<OutgoingMail?>> compose) => _work.Writer.TryWrite(compose);

    public void Add(OutgoingMail mail) => Add((_, _) => Task.FromResult<OutgoingMail?>(mail));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(ComposeAsync(stoppingToken), SendAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task ComposeAsync(CancellationToken ct)
    {
        await foreach (var compose in _work.Reader.ReadAllAsync(ct))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await compose(scope.ServiceProvider, ct) is not { } mail)
                    continue;
                if (!await queue.AddAsync(mail, ct))
                    Log.Full(logger);
                _bell.Writer.TryWrite(true);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotComposed(logger, exception);
            }
        }
    }

    private async Task SendAsync(CancellationToken ct)
    {
        while (true)
        {
            var wait = s_waits[^1];
            try
            {
                while (await SendDueAsync(ct))
                {
                    // There may be more than one batch.
                }
                if (await queue.FindNextAsync(ct) is { } next)
                    wait = TimeSpan.FromTicks(Math.Clamp((next - time.GetUtcNow()).Ticks, 0, wait.Ticks));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database does not answer: nothing is lost, it is looked at again.
                Log.NotRead(logger, exception);
                wait = s_waits[1];
            }
            await WaitAsync(wait, ct);
        }
    }

    /// <summary>Sends what is due; false when there is nothing, or the server takes nothing.</summary>
    private async Task<bool> SendDueAsync(CancellationToken ct)
    {
        var due = await queue.ListDueAsync(count => Log.Lost(logger, count), ct);
        foreach (var (id, attempts, mail) in due)
        {
            try
            {
                await sender.SendAsync(mail, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                var (problem, wait) = (MailProblem.WordOf(exception), s_waits[Math.Min(attempts, s_waits.Length - 1)]);
                if (attempts == 0)
                    Log.NotSent(logger, problem, exception);
                await queue.PostponeAsync(id, problem, wait, ct);
                if (!MailProblem.IsOfServer(problem))
                    continue;
                await queue.PostponeDueAsync(wait, ct);
                return false;
            }
            await queue.RemoveAsync(id, ct);
        }
        return due.Count > 0;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var timer = time.CreateTimer(_ => over.Cancel(), null, wait, Timeout.InfiniteTimeSpan);
        try
        {
            await _bell.Reader.ReadAsync(over.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The next is due.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5300, LogLevel.Error, "A mail could not be written.")]
        public static partial void NotComposed(ILogger logger, Exception exception);

        [LoggerMessage(5301, LogLevel.Error, "A mail could not be sent ({Problem}); it is tried again.")]
        public static partial void NotSent(ILogger logger, string problem, Exception exception);

        [LoggerMessage(5302, LogLevel.Error, "{Count} mails were given up: nobody took them in time, or no key opens them.")]
        public static partial void Lost(ILogger logger, int count);

        [LoggerMessage(5303, LogLevel.Error, "Too many mails wait; one was dropped.")]
        public static partial void Full(ILogger logger);

        [LoggerMessage(5304, LogLevel.Error, "The mails that wait could not be read.")]
        public static partial void NotRead(ILogger logger, Exception exception);
    }
}
