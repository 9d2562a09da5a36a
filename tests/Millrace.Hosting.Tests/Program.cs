using Millrace.Hosting.Tests.Workers;
using Xunit.Runner.InProc.SystemConsole;

// Started as "worker ..." the program is a worker process, which a test started and may kill.
return args is [WorkerProcess.Argument, .. var rest] ? await CountingWorker.RunAsync(rest) : await ConsoleRunner.Run(args);
