using Portal.Fleet.Consoles;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <content>What goes to the line.</content>
internal sealed partial class BmcLink
{
    private readonly Lock _inputLock = new();

    // A kernel takes whatever comes first after a break as its command: while one is under way, everything else that is typed waits.
    private Task _sysRq = Task.CompletedTask;

    public Task WriteConsoleAsync(ConsolePerson by, ReadOnlyMemory<byte> characters, CancellationToken ct) =>
        OnLineAsync(by, channel => AfterSysRqAsync(channel, channel => channel.WriteAsync(characters, ct), ct));

    public Task SendBreakAsync(ConsolePerson by, CancellationToken ct) =>
        OnLineAsync(by, channel => AfterSysRqAsync(channel, channel => channel.SendBreakAsync(ct), ct));

    public Task SendSysRqAsync(ConsolePerson by, SysRqCommand command, CancellationToken ct) =>
        OnLineAsync(by, channel => AfterSysRqAsync(channel, channel => _sysRq = BreakAndKeyAsync(channel, command, ct), ct));

    /// <summary>The key only after an acknowledged break: without one it would be typed into whatever runs there.</summary>
    private static async Task BreakAndKeyAsync(SolChannel channel, SysRqCommand command, CancellationToken ct)
    {
        await channel.SendBreakAsync(ct);
        await channel.WriteAsync(new[] { (byte)command.Key }, ct);
    }

    private async Task AfterSysRqAsync(SolChannel channel, Func<SolChannel, Task> send, CancellationToken ct)
    {
        while (true)
        {
            Task before;
            Task? sending = null;
            lock (_inputLock)
            {
                before = _sysRq;
                if (before.IsCompleted)
                    sending = send(channel);
            }

            if (sending is not null)
            {
                await sending;
                return;
            }

            await before.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }
}
