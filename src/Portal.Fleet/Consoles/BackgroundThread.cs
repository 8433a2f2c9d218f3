using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Portal.Fleet.Consoles;

/// <summary>
/// A thread for work that waits for the disk or computes for long: on the pool it would take one of the few threads that carry keys and output. What is
/// awaited in that work goes on here. Work that comes after the end goes to the pool.
/// </summary>
internal sealed class BackgroundThread : TaskScheduler, IDisposable
{
    private const int Niceness = 5;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread _thread;
    private readonly bool _yields;

    /// <param name="name">For who looks at the process.</param>
    /// <param name="yields">The machine gives it what others leave, where the system can do that for one thread.</param>
    public BackgroundThread(string name, bool yields)
    {
        _yields = yields;
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Runs work here up to its end.</summary>
    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Lets the thread end when its work is done.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task)
    {
        try
        {
            _tasks.Add(task);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Self.TryExecuteTask(state.Task), (Self: this, Task: task), preferLocal: false);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Thread.CurrentThread == _thread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Work()
    {
        // Of this thread alone: Linux does what its manual calls a bug.
        if (_yields && OperatingSystem.IsLinux())
            _ = NativeMethods.SetPriority(0, 0, Niceness);
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "setpriority")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SetPriority(int which, uint who, int priority);
    }
}
