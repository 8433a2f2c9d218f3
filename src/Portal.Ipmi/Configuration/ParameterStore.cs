namespace Portal.Ipmi.Configuration;

/// <summary>
/// One family of configuration parameters of a BMC (LAN, SOL, serial, boot options), read with tolerance and changed with care: set in progress,
/// writes with pauses, commit, set complete, read back. What a BMC does not know of that is left out.
/// </summary>
internal abstract class ParameterStore(ConfigurationPacing pacing)
{
    private const byte SetInProgressParameter = 0;
    private const CompletionCode Busy = (CompletionCode)0x81;

    private readonly List<UnreadParameter> _unread = [];
    private int _readCount;

    /// <summary>The parameters that the BMC would not tell.</summary>
    public IReadOnlyList<UnreadParameter> Unread => _unread;

    /// <summary>At least one parameter was read.</summary>
    public bool AnyRead => _readCount > 0;

    /// <summary>Reads a parameter; null, and a note, when the BMC refuses or sends too little to be one.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> TryReadAsync(byte parameter, CancellationToken ct, byte set = 0, byte block = 0, int atLeast = 1)
    {
        try
        {
            var data = await ReadAsync(parameter, set, block, ct).ConfigureAwait(false);
            if (data.Length >= atLeast)
            {
                _readCount++;
                return data;
            }

            _unread.Add(new UnreadParameter(parameter, set, CompletionCode.RequestTruncated));
        }
        catch (IpmiCommandException e) when (e.CompletionCode != CompletionCode.InsufficientPrivilege)
        {
            _unread.Add(new UnreadParameter(parameter, set, e.CompletionCode));
        }
        catch (IpmiFormatException)
        {
            _unread.Add(new UnreadParameter(parameter, set, CompletionCode.RequestTruncated));
        }

        return null;
    }

    /// <summary>Reads a parameter with a parser; default, and a note, when the BMC refuses or sends something else.</summary>
    public async Task<T?> TryGetAsync<T>(byte parameter, ParameterParser<T> parse, CancellationToken ct, byte set = 0)
    {
        if (await TryReadAsync(parameter, ct, set).ConfigureAwait(false) is not { } data)
            return default;
        try
        {
            return parse(data.Span);
        }
        catch (IpmiFormatException)
        {
            _readCount--;
            _unread.Add(new UnreadParameter(parameter, set, CompletionCode.RequestTruncated));
            return default;
        }
    }

    /// <summary>Writes the parameters in their order and reads them back.</summary>
    /// <returns>The names of those that could not be read back, because the way to the BMC changed with them.</returns>
    /// <exception cref="ConfigurationException">A parameter reads differently than it was written.</exception>
    public async Task<IReadOnlyList<string>> ChangeAsync(IReadOnlyList<ParameterWrite> writes, CancellationToken ct)
    {
        if (writes.Count == 0)
            return [];
        var inProgress = await BeginAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var write in writes)
            {
                try
                {
                    inProgress = await WriteOneAsync(write, inProgress, ct).ConfigureAwait(false);
                }
                catch (IpmiCommandException e)
                {
                    throw e.To(write.Name);
                }
            }
        }
        catch when (inProgress)
        {
            // Without a commit this rolls back where the BMC can, and in any case does not leave the parameters claimed.
            await TryMarkAsync(SetInProgress.Complete, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (inProgress)
            await EndAsync(ct).ConfigureAwait(false);
        return await VerifyAsync(writes, ct).ConfigureAwait(false);
    }

    /// <summary>Sends the family's Get command.</summary>
    protected abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(byte parameter, byte set, byte block, CancellationToken ct);

    /// <summary>Sends the family's Set command.</summary>
    protected abstract ValueTask WriteAsync(byte parameter, ReadOnlyMemory<byte> data, CancellationToken ct);

    private async Task<bool> BeginAsync(CancellationToken ct)
    {
        try
        {
            await MarkAsync(SetInProgress.InProgress, ct).ConfigureAwait(false);
            return true;
        }
        catch (IpmiCommandException e) when (e.CompletionCode == Busy && pacing.TakeOver)
        {
            await MarkAsync(SetInProgress.Complete, ct).ConfigureAwait(false);
            await MarkAsync(SetInProgress.InProgress, ct).ConfigureAwait(false);
            return true;
        }
        catch (IpmiCommandException e) when (e.CompletionCode is not (Busy or CompletionCode.InsufficientPrivilege))
        {
            // Parameter 0 is optional in practice: 80h, C1h, C9h or CCh say so, each of another vendor.
            return false;
        }
    }

    private async Task<bool> WriteOneAsync(ParameterWrite write, bool inProgress, CancellationToken ct)
    {
        await PauseAsync(ct).ConfigureAwait(false);
        try
        {
            await WriteAsync(write.Parameter, write.Data, ct).ConfigureAwait(false);
            return inProgress;
        }
        catch (IpmiCommandException e) when (write.Optional && e.CompletionCode != CompletionCode.InsufficientPrivilege)
        {
            return inProgress;
        }
        catch (IpmiCommandException e) when (inProgress && IsAboutTheState(e.CompletionCode))
        {
            // Some take one parameter at a time, and only while nothing is in progress.
            await EndAsync(ct).ConfigureAwait(false);
            await PauseAsync(ct).ConfigureAwait(false);
            await WriteAsync(write.Parameter, write.Data, ct).ConfigureAwait(false);
            return false;
        }
    }

    private static bool IsAboutTheState(CompletionCode code) =>
        code is Busy or CompletionCode.InvalidDataField or CompletionCode.NotSupportedInState or CompletionCode.SubFunctionDisabled
            or CompletionCode.Unspecified or CompletionCode.NodeBusy;

    private async Task EndAsync(CancellationToken ct)
    {
        await TryMarkAsync(SetInProgress.Commit, ct).ConfigureAwait(false);
        await TryMarkAsync(SetInProgress.Complete, ct).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> VerifyAsync(IReadOnlyList<ParameterWrite> writes, CancellationToken ct)
    {
        await PauseAsync(ct).ConfigureAwait(false);
        List<string>? unverified = null;
        List<string>? different = null;
        foreach (var write in writes)
        {
            if (!write.Verify)
                continue;
            try
            {
                var read = await ReadAsync(write.Parameter, write.Set, 0, ct).ConfigureAwait(false);
                if (!write.Agrees(read.Span))
                    (different ??= []).Add(write.Name);
            }
            catch (IpmiException e) when (e.Failure is not IpmiFailure.PrivilegeRefused)
            {
                (unverified ??= []).Add(write.Name);
                // A way that is gone does not come back while we ask for the next parameter.
                if (e is not (IpmiCommandException or IpmiFormatException))
                    return [.. unverified, .. NamesAfter(writes, write)];
            }
        }

        if (different is not null)
            throw new ConfigurationException(different);
        return unverified is null ? [] : unverified;
    }

    private static IEnumerable<string> NamesAfter(IReadOnlyList<ParameterWrite> writes, ParameterWrite last)
    {
        var passed = false;
        foreach (var write in writes)
        {
            if (passed && write.Verify)
                yield return write.Name;
            passed |= ReferenceEquals(write, last);
        }
    }

    private ValueTask MarkAsync(SetInProgress state, CancellationToken ct) => WriteAsync(SetInProgressParameter, new[] { (byte)state }, ct);

    private async Task TryMarkAsync(SetInProgress state, CancellationToken ct)
    {
        try
        {
            await MarkAsync(state, ct).ConfigureAwait(false);
        }
        catch (IpmiException)
        {
            // A commit is optional (§23.1 note on rollback), and an end that is not acknowledged shows in the read-back.
        }
    }

    private Task PauseAsync(CancellationToken ct) =>
        pacing.BetweenWrites > TimeSpan.Zero ? Task.Delay(pacing.BetweenWrites, pacing.TimeProvider, ct) : Task.CompletedTask;
}
