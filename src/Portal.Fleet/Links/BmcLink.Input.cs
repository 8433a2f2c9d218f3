using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <content>What goes to the line.</content>
internal sealed partial class BmcLink
{
    /// <summary>So long a BMC may take to answer what is on its way to it when the server changes hands; then its session ends, and what is on its way with it.</summary>
    private static readonly TimeSpan s_settleWithin = TimeSpan.FromSeconds(1);

    private readonly Lock _inputLock = new();

    // A kernel takes whatever comes first after a break as its command: while one is under way, everything else that is typed waits.
    private Task _sysRq = Task.CompletedTask;

    // Of one tenancy. Fires when the next begins, before anybody of that can type.
    private CancellationTokenSource _tenancy = new();
    private int _tenancyEpoch;

    public Task WriteConsoleAsync(ConsolePerson by, ReadOnlyMemory<byte> characters, CancellationToken ct) =>
        TypeAsync(by, (channel, ended) => channel.WriteAsync(characters, ended), ct);

    public Task SendBreakAsync(ConsolePerson by, CancellationToken ct) => TypeAsync(by, (channel, ended) => channel.SendBreakAsync(ended), ct);

    public Task SendSysRqAsync(ConsolePerson by, SysRqCommand command, CancellationToken ct) =>
        TypeAsync(by, (channel, ended) => _sysRq = BreakAndKeyAsync(channel, command, ended), ct);

    public async Task EndInputAsync(int epoch, CancellationToken ct)
    {
        // Whoever had passed the gate before the row changed came to the lock before it, and was cancelled, or after it, and was refused.
        BeginTenancy(epoch);
        if (_channel is not { } channel)
            return;
        try
        {
            await channel.SettleInputAsync(ct).WaitAsync(s_settleWithin, _desk.Time, ct);
        }
        catch (TimeoutException)
        {
            // It takes nothing and refuses nothing. A packet that is repeated until it is answered ends with its session only.
            Drop();
            await channel.SettleInputAsync(ct);
        }
    }

    /// <summary>What is still to be typed by people of another tenancy is dropped, and none of theirs is taken any more.</summary>
    private void BeginTenancy(int epoch)
    {
        CancellationTokenSource ended;
        lock (_inputLock)
        {
            if (epoch <= _tenancyEpoch)
                return;
            (ended, _tenancy, _tenancyEpoch) = (_tenancy, new CancellationTokenSource(), epoch);
        }

        ended.Cancel();
    }

    private Task TypeAsync(ConsolePerson by, Func<SolChannel, CancellationToken, Task> send, CancellationToken ct) =>
        OnLineAsync(by, channel => AfterSysRqAsync(by, channel, send, ct));

    /// <summary>The key only after an acknowledged break: without one it would be typed into whatever runs there.</summary>
    private static async Task BreakAndKeyAsync(SolChannel channel, SysRqCommand command, CancellationToken ct)
    {
        await channel.SendBreakAsync(ct);
        await channel.WriteAsync(new[] { (byte)command.Key }, ct);
    }

    private async Task AfterSysRqAsync(ConsolePerson by, SolChannel channel, Func<SolChannel, CancellationToken, Task> send, CancellationToken ct)
    {
        CancellationToken tenancy;
        lock (_inputLock)
            tenancy = by.Epoch == _tenancyEpoch ? _tenancy.Token : throw new NotFoundException();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, tenancy);
        while (true)
        {
            Task before;
            Task? sending = null;
            lock (_inputLock)
            {
                end.Token.ThrowIfCancellationRequested();
                before = _sysRq;
                if (before.IsCompleted)
                    sending = send(channel, end.Token);
            }

            if (sending is not null)
            {
                await sending;
                return;
            }

            await before.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.Token.ThrowIfCancellationRequested();
        }
    }
}
