using System.Threading.Tasks.Sources;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>What stands for a command from the time it is asked for until it is answered.</content>
public sealed partial class BmcSession
{
    private enum ExchangeState
    {
        Idle,
        Queued,
        Outstanding,
        Done,
    }

    /// <summary>
    /// A command that waits for its turn, is outstanding or done. Where it stands changes under the gate; who sets it to
    /// <see cref="ExchangeState.Done"/> also ends it, once and outside of the gate.
    /// </summary>
    private abstract class Exchange
    {
        protected Exchange(BmcSession session) => Session = session;

        public ExchangeState State { get; set; }

        public Exchange? Next { get; set; }

        public Exchange? Previous { get; set; }

        /// <summary>The session must be in this state for the command to be sent.</summary>
        public SessionState Allowed { get; protected set; } = SessionState.Open;

        public TimeSpan Timeout { get; protected set; }

        /// <summary>Why it failed, from the gate to <see cref="Fail"/>.</summary>
        public Exception? Error { get; set; }

        public abstract CommandCode Code { get; }

        public abstract Lun Lun { get; }

        public abstract bool IsIdempotent { get; }

        public virtual CommandCode? Bridged => null;

        public abstract string Name { get; }

        protected BmcSession Session { get; }

        public abstract void Transmit(byte requestSequence);

        /// <summary>Ends it with what the BMC answered.</summary>
        public abstract void Answer(CompletionCode completionCode, ReadOnlySpan<byte> data);

        /// <summary>Ends it with <see cref="Error"/>.</summary>
        public abstract void Fail();
    }

    /// <summary>
    /// A command that somebody awaits. The session keeps it for the next command of the same kind, so that a poll allocates nothing,
    /// however many sessions are polled at once.
    /// </summary>
    private sealed class Exchange<TResponse> : Exchange, IValueTaskSource<TResponse>
    {
        private ManualResetValueTaskSourceCore<TResponse> _core = new() { RunContinuationsAsynchronously = true };
        private CancellationTokenRegistration _cancellation;
        private IpmiRequest<TResponse>? _request;

        public Exchange(BmcSession session)
            : base(session)
        {
        }

        public override CommandCode Code => _request!.Code;

        public override Lun Lun => _request!.Lun;

        public override bool IsIdempotent => _request!.IsIdempotent;

        public override CommandCode? Bridged => _request!.Bridged;

        public override string Name => _request!.CommandName;

        public ValueTask<TResponse> Task => new(this, _core.Version);

        public void Prepare(IpmiRequest<TResponse> request, TimeSpan timeout, SessionState allowed)
        {
            _request = request;
            Timeout = timeout;
            Allowed = allowed;
        }

        public void CancelBy(CancellationToken ct) =>
            _cancellation = ct.UnsafeRegister(static (exchange, token) => ((Exchange<TResponse>)exchange!).Cancel(token), this);

        public override void Transmit(byte requestSequence) => Session.Transmit(_request!, requestSequence);

        public override void Answer(CompletionCode completionCode, ReadOnlySpan<byte> data)
        {
            TResponse response;
            try
            {
                var reader = new IpmiReader(data);
                response = _request!.ReadAnswer(completionCode, ref reader);
            }
            catch (Exception e)
            {
                // The request's edge: whatever its decoder throws belongs to who asked, not to the receive loop.
                _core.SetException(e);
                return;
            }

            _core.SetResult(response);
        }

        public override void Fail()
        {
            var error = Error!;
            Error = null;
            _core.SetException(error);
        }

        ValueTaskSourceStatus IValueTaskSource<TResponse>.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource<TResponse>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        TResponse IValueTaskSource<TResponse>.GetResult(short token)
        {
            if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
                throw new InvalidOperationException("The command has not been answered yet: await it.");

            // Waits for a cancellation that runs right now, so that none reaches the next command.
            _cancellation.Dispose();
            _cancellation = default;
            try
            {
                return _core.GetResult(token);
            }
            finally
            {
                _request = null;
                _core.Reset();
                Session.Keep(this);
            }
        }

        private void Cancel(CancellationToken token)
        {
            if (!Session.TryWithdraw(this))
                return;
            Error = new OperationCanceledException(token);
            Fail();
            Session.Drive();
        }
    }
}
